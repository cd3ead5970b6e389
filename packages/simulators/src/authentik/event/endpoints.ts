import { refusePermission } from '../api/answer.ts'
import type { Handler } from '../api/context.ts'
import { answerPage } from '../api/list.ts'
import type { AuthentikEvent } from './log.ts'

/** The event log, newest first unless `ordering=created`; filters on the time of an event are ignored, as in Authentik. */
export const getEvents: Handler = (context) => {
  const { query, server } = context
  if (!context.viewer.may('view_event')) throw refusePermission()
  const events = filterEvents(server.log.events, query)
  const ordered = query.get('ordering') === 'created' ? events : events.toReversed()
  return answerPage(context, ordered, (event) => event)
}

function filterEvents(events: readonly AuthentikEvent[], query: URLSearchParams): readonly AuthentikEvent[] {
  const actions = query.getAll('actions')
  const app = query.get('context_model_app')
  const name = query.get('context_model_name')
  if (actions.length === 0 && !app && !name) return events
  return events.filter(
    ({ action, context: { model } }) =>
      (actions.length === 0 || actions.includes(action)) &&
      (!app || model?.app === app) &&
      (!name || model?.model_name === name),
  )
}
