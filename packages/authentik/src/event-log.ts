import { normaliseGroupId } from '@cowherd/directory'
import type { EventLog, LoggedEvent } from '@cowherd/reconcile'
import type * as v from 'valibot'
import { createConnection } from './connection.ts'
import type { AuthentikSourceOptions } from './options.ts'
import { eventPage } from './schemas.ts'

/** Entries asked for at a time: enough for a burst, cheap at rest. */
const pageSize = 50

const actions = { model_created: 'created', model_updated: 'updated', model_deleted: 'deleted' } as const

/** The event log of an Authentik: a row is there 30 to 50 ms after the change that it tells of. */
export function createAuthentikEventLog(options: AuthentikSourceOptions): EventLog {
  const connection = createConnection(options)
  return {
    async readPage(page) {
      const { value } = await connection.read({
        what: 'event log',
        path: '/events/events/',
        // Authentik ignores filters on the time; what is new is told by the last seen id.
        query: { ordering: '-created', actions: Object.keys(actions), page_size: pageSize, page },
        schema: eventPage,
        permission: 'view_event',
      })
      return {
        ids: value.results.map(({ pk }) => pk),
        events: value.results.flatMap((entry) => toEvent(entry) ?? []),
        more: value.pagination.next > 0,
      }
    },
  }
}

type Entry = v.InferOutput<typeof eventPage>['results'][number]

function toEvent({ pk, action, created, context }: Entry): LoggedEvent | undefined {
  const { model } = context
  const known = isAction(action) ? actions[action] : undefined
  if (!known || model?.app !== 'authentik_core') return undefined
  const about = { id: pk, created, action: known }
  if (model.model_name === 'group') {
    return { ...about, model: { kind: 'group', id: normaliseGroupId(String(model.pk)) } }
  }
  const id = Number(model.pk)
  return model.model_name === 'user' && Number.isSafeInteger(id)
    ? { ...about, model: { kind: 'user', id } }
    : undefined
}

function isAction(text: string): text is keyof typeof actions {
  return Object.hasOwn(actions, text)
}
