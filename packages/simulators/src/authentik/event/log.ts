import type { User } from '../model.ts'
import { compactUuid, createUuids } from '../uuid.ts'

/** One entry of the event log, in the shape of the API. */
export interface AuthentikEvent {
  readonly pk: string
  readonly user: { readonly pk: number; readonly email: string; readonly username: string }
  readonly action: 'model_created' | 'model_updated' | 'model_deleted' | 'password_set'
  readonly app: string
  readonly context: { readonly model?: EventModel; readonly http_request: EventRequest }
  readonly client_ip: string
  readonly created: string
  readonly expires: string
  readonly brand: Readonly<Record<string, string>>
}

/** The object that an event is about; `pk` is 32 hex digits, or the number of a user. */
export interface EventModel {
  readonly pk: string | number
  readonly app: string
  readonly name: string
  readonly model_name: 'group' | 'user' | 'token'
}

interface EventRequest {
  readonly args: Readonly<Record<string, string>>
  readonly path: string
  readonly method: string
  readonly request_id: string
  readonly user_agent: string
}

/** The request that makes a change, and who sent it. */
export interface Cause {
  readonly actor: User
  readonly method: string
  readonly path: string
  readonly requestId: string
  readonly userAgent: string
}

export interface EventLog {
  /** oldest first */
  readonly events: readonly AuthentikEvent[]
  /** Called with each new event, after it stands in the log. */
  readonly onEvent: ((event: AuthentikEvent) => void)[]
  record(action: AuthentikEvent['action'], cause: Cause, model?: EventModel): void
  /** Makes changes that leave no event, as background tasks and directory syncs do. */
  silently<Result>(change: () => Result): Result
}

/**
 * Makes an empty event log.
 *
 * @param timestamp gives ISO times with microseconds that never repeat
 */
export function createEventLog(timestamp: () => string, seed: number): EventLog {
  const events: AuthentikEvent[] = []
  const onEvent: EventLog['onEvent'] = []
  const uuid = createUuids(seed)
  let silent = false
  return {
    events,
    onEvent,
    record(action, cause, model) {
      if (silent) return
      const created = timestamp()
      const { actor } = cause
      const event: AuthentikEvent = {
        pk: uuid(),
        user: { pk: actor.pk, email: actor.email, username: actor.username },
        action,
        app: model ? 'authentik.events.middleware' : 'authentik.events.signals',
        context: {
          ...(model ? { model } : {}),
          http_request: {
            args: {},
            path: cause.path,
            method: cause.method,
            request_id: cause.requestId,
            user_agent: cause.userAgent,
          },
        },
        client_ip: '127.0.0.1',
        created,
        expires: `${Number(created.slice(0, 4)) + 1}${created.slice(4)}`,
        brand: {
          pk: compactUuid('f77761c1-8d1e-469a-9102-6039245b97c3'),
          app: 'authentik_brands',
          name: 'Default brand',
          model_name: 'brand',
        },
      }
      events.push(event)
      for (const listener of onEvent) listener(event)
    },
    silently(change) {
      const before = silent
      silent = true
      try {
        return change()
      } finally {
        silent = before
      }
    },
  }
}

/** A clock's time as Authentik writes it: microseconds, `Z`. Each call gives a later one, so events keep their order. */
export function createTimestamps(clock: () => Date): () => string {
  let last = 0
  return () => {
    last = Math.max(clock().getTime() * 1000, last + 1)
    const whole = new Date(Math.floor(last / 1000)).toISOString().slice(0, -1)
    return `${whole}${String(last % 1000).padStart(3, '0')}Z`
  }
}
