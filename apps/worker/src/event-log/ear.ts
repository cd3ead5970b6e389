import type { Queue, StoredScope } from '@cowherd/queue'
import type { EventLog, Values } from '@cowherd/reconcile'
import type { Log, Metrics } from '@cowherd/telemetry'
import { UpstreamError } from '@cowherd/upstream'
import { createEventLogReader } from './poll.ts'

/** Hears by the event log what webhooks bring late or never. */
export interface EventEar {
  /** Looks once and stores what follows; tells whether anything was new. Never throws. */
  listen(): Promise<boolean>
}

/** What the ear works with. */
export interface EventEarContext {
  readonly log: Log
  readonly metrics: Pick<Metrics, 'event' | 'heard'>
  /** Told each time that the log was read. */
  readonly onRead?: () => void
  readonly queue: Pick<Queue, 'store'>
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
}

/** A missing permission is tried again so often, in milliseconds: somebody may grant it. */
const deafForMs = 600_000

/** Makes the ear. Without the permission view_event it is off, and says so once. */
export function createEventEar(eventLog: EventLog, values: Values, context: EventEarContext): EventEar {
  const { log, metrics, queue, nowMs } = context
  const reader = createEventLogReader(eventLog, values)
  metrics.heard('event-log', 'never')
  let deafUntil = 0
  /** What was said last: nothing is said twice until the log was read again. */
  let said: 'deaf' | 'failing' | undefined

  async function look(): Promise<boolean> {
    const poll = await reader.look()
    if (poll.events.length === 0 && !poll.gap) {
      await reader.seen(poll)
      return false
    }
    const at = nowMs()
    const scopes: StoredScope[] = poll.gap
      ? [{ scope: { kind: 'all' }, ear: 'event-log', at }]
      : poll.events.map(({ id, action, model }) => ({
          scope: model,
          ear: 'event-log',
          eventId: id,
          at,
          ...(action === 'deleted' ? { deleted: true } : {}),
        }))
    await queue.store(scopes)
    await reader.seen(poll)
    for (const { scope } of scopes) metrics.event('event-log', 'stored', scope.kind)
    return true
  }

  return {
    async listen() {
      if (nowMs() < deafUntil) return false
      try {
        const found = await look()
        metrics.heard('event-log', 'now')
        context.onRead?.()
        said = undefined
        deafUntil = 0
        return found
      } catch (error) {
        metrics.event('event-log', 'failed', 'none')
        const reason = error instanceof Error ? error.message : String(error)
        const isFinal = error instanceof UpstreamError && error.final
        if (isFinal) deafUntil = nowMs() + deafForMs
        const now = isFinal ? 'deaf' : 'failing'
        if (said !== now) {
          said = now
          log(
            'warn',
            isFinal
              ? `The event log is not read: ${reason}`
              : `The event log cannot be read at the moment: ${reason}`,
          )
        }
        return false
      }
    },
  }
}
