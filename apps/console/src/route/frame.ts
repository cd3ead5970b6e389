import type { ConsoleModel } from '../data/model.ts'
import type { Standing, Verdicts } from '../data/port.ts'
import { type Summary, summarise } from '../data/summary.ts'
import type { Names } from '../page/activity.ts'
import type { Frame } from '../page/frame.ts'
import type { Request, RouteContext } from './context.ts'

/** What a page is made from. */
export interface View {
  readonly frame: Frame
  readonly model: ConsoleModel | undefined
  readonly standing: Standing
  readonly verdicts: Verdicts
  readonly summary: Summary
  readonly names: Names
}

/** Gathers what a page is made from; asks no server. */
export async function viewOf(context: Request, route: RouteContext): Promise<View> {
  const { data, sealer, messages, version } = route
  data.attend()
  const session = context.get('session')
  const model = data.model()
  const [standing, verdicts] = await Promise.all([data.standing(), data.verdicts()])
  const summary = summarise(model, standing, verdicts)
  const message = messages.get(session.id)
  // The script asks for the page again while somebody reads it.
  if (context.req.header('X-Live') === undefined) messages.delete(session.id)
  const frame: Frame = {
    session,
    csrf: sealer.code('form', session.id),
    path: context.req.path,
    look: data.look(),
    taken: model && { at: model.takenAt, milliseconds: model.milliseconds },
    pause: standing.pause,
    waiting: { held: summary.held.length, conflicts: summary.conflicts.length },
    message,
    version,
  }
  const people = new Map<number, string>()
  const names: Names = {
    group: (id) => model?.groups.nodes.get(id)?.name,
    person(id) {
      if (people.size === 0)
        for (const one of model?.people ?? []) people.set(one.id, one.name || one.username)
      return people.get(id)
    },
  }
  return { frame, model, standing, verdicts, summary, names }
}
