import { prepareSmall, type Stage } from './preparation.ts'

/** The matcher and the group of the recordings. */
const MATCHER = '94390a90-cca5-4c69-82bc-01d3a19aadcd'
export const GROUP = '373fcde3c99c48f8a1f48ad001df74cb'

const BODY = `event = notification.event
return {
    "version": 1,
    "event": {
        "id": str(event.pk),
        "action": event.action,
        "app": event.app,
        "created": event.created.isoformat(),
    },
    "model": event.context.get("model"),
    "request": event.context.get("http_request"),
    "actor": event.user.get("username"),
}`
const HEADERS = 'return {"Authorization": "Bearer <WEBHOOK_SECRET>"}'

/** The objects about notifications of one stage, by what they are. */
export interface Objects {
  readonly [name: string]: string
}

const objectsOf = new WeakMap<Stage, Objects>()

/** The small directory with what the recorded blueprint had made, and a group to change. */
export async function prepareNotifications(): Promise<Stage> {
  const stage = prepareSmall()
  const { simulator, ids } = stage
  const prefix = 'mail-alias-sync'
  const account = simulator.silently(() => {
    simulator.addGroup({ name: 'vol-a', id: GROUP })
    return simulator.addUser({ username: prefix, email: '', type: 'service_account' })
  })
  const group = simulator.silently(() => simulator.addGroup({ name: prefix, users: [account] }))
  const make = async (path: string, name: string, fields: object) =>
    (await call(stage, 'POST', path, { name: `${prefix}-${name}`, ...fields }))['pk'] as string
  const body = await make('propertymappings/notification/', 'body', { expression: BODY })
  const headers = await make('propertymappings/notification/', 'headers', { expression: HEADERS })
  const transport = await make('events/transports/', 'webhook', {
    ...{ mode: 'webhook', webhook_url: 'http://127.0.0.1:19100/webhook/authentik', send_once: true },
    ...{ webhook_mapping_body: body, webhook_mapping_headers: headers },
  })
  const rule = await make('events/rules/', 'rule', { transports: [transport], destination_group: group })
  let order = 0
  for (const model of ['group', 'user']) {
    for (const action of ['created', 'updated', 'deleted']) {
      const fields = { action: `model_${action}`, model: `authentik_core.${model}` }
      const policy = await make('policies/event_matcher/', `${model}-${action}`, fields)
      if (model === 'group' && action === 'updated') ids.learn(MATCHER, policy)
      await call(stage, 'POST', 'policies/bindings/', { policy, target: rule, order })
      order += 1
    }
  }
  objectsOf.set(stage, { group, body, headers, transport, rule })
  return stage
}

/** Sends a request as the administrator does; throws Error for a refusal. */
export async function call(
  { simulator }: Stage,
  method: string,
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await simulator.fetch(`http://authentik.example/api/v3/${path}`, {
    method,
    headers: { Authorization: `Bearer ${simulator.adminToken}`, 'User-Agent': 'python-requests/2.32.4' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Readonly<Record<string, unknown>>
}

/** The ids of what `prepareNotifications` made. */
export function objects(stage: Stage): Objects {
  return objectsOf.get(stage) ?? {}
}
