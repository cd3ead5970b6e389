import type { StoredScope } from '@cowherd/queue'
import type { LogFields, LogLevel } from '@cowherd/telemetry'
import type { ReceiverEvent } from './event.ts'
import { createReceiver, type ReceiverOptions } from './receiver.ts'

export const SECRET = 'correct-horse-battery-staple'
export const GROUP = { hex: '18120c80ceb9492d88965db0ee18c989', uuid: '18120c80-ceb9-492d-8896-5db0ee18c989' }
export const EVENT = '24676db3-cad5-4747-86c5-a791edba7cbb'

/** A receiver with a store in memory, and what it did. */
export function createKit(options: Partial<ReceiverOptions> = {}) {
  const stored: StoredScope[] = []
  const events: ReceiverEvent[] = []
  const lines: { level: LogLevel; message: string; fields: LogFields | undefined }[] = []
  const app = createReceiver({
    secrets: [SECRET],
    store: async (scopes) => {
      stored.push(...scopes)
    },
    ready: async () => {},
    now: () => 1_795_000_000_000,
    log: (level, message, fields) => lines.push({ level, message, fields }),
    onEvent: (event) => events.push(event),
    ...options,
  })

  /** Posts a body (an object as JSON) as Authentik does. */
  async function post(
    body: unknown,
    headers: Record<string, string> = {},
    path = '/webhooks/authentik',
  ): Promise<Response> {
    return app.request(path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
  }

  return { app, post, stored, events, lines }
}

/** The body that our mapping makes of a change of a group, with parts of its own. */
export function payload(parts: { event?: object; model?: object | null; [field: string]: unknown } = {}) {
  const { event, model, ...rest } = parts
  return {
    version: 1,
    event: {
      id: EVENT,
      action: 'model_updated',
      app: 'authentik.events.middleware',
      created: '2026-11-24T08:46:53.841161+00:00',
      ...event,
    },
    model:
      model === null
        ? null
        : { pk: GROUP.hex, app: 'authentik_core', name: 'team', model_name: 'group', ...model },
    request: {
      args: {},
      path: '/api/v3/core/groups/',
      method: 'POST',
      request_id: '19d5c8cd9fed451bb9570a546f57923e',
      user_agent: 'python-requests/2.32.4',
    },
    actor: 'akadmin',
    ...rest,
  }
}
