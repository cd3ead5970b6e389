import { compareBodies } from './compare.ts'
import { call, GROUP, type Objects, objects, prepareNotifications } from './notification-stage.ts'
import type { Stage } from './preparation.ts'
import type { Exchange } from './recording.ts'
import type { Scenario } from './scenario.ts'

interface Hit {
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** Changes the group once and counts what arrives. */
export const countWebhooks: Scenario = async (stage, exchange) => {
  const hits = await changeGroup(stage)
  return compareBodies(exchange['webhooks_for_group_update_within_8_s'], hits.length, stage.ids)
}

/** What was changed about the notifications before the group was, by the step; the next step starts as all began. */
const CHANGES: Readonly<Record<number, (stage: Stage, objects: Objects) => Promise<unknown>>> = {
  4: (stage, { group }) => setMembers(stage, group, 4),
  async 5(stage, { group, transport }) {
    await setMembers(stage, group, 4)
    await call(stage, 'PATCH', `events/transports/${transport}/`, { send_once: false })
  },
  6: (stage, { group }) => setMembers(stage, group, 0),
  async 7(stage, { group, rule }) {
    await setMembers(stage, group, 0)
    await call(stage, 'PATCH', `events/rules/${rule}/`, { destination_event_user: true })
  },
  8: (stage, { rule }) =>
    call(stage, 'PATCH', `events/rules/${rule}/`, { destination_group: null, destination_event_user: true }),
  9: (stage, { rule }) => call(stage, 'PATCH', `events/rules/${rule}/`, { destination_group: null }),
  async 10(stage, { group }) {
    const { simulator } = stage
    simulator.silently(() => {
      const away = simulator.addUser({ username: 'away', email: '', active: false })
      simulator.updateGroup(group as string, { users: [away] })
    })
  },
  11: (stage, { transport }) =>
    call(stage, 'PATCH', `events/transports/${transport}/`, { webhook_mapping_body: null }),
  12: (stage, { body }) =>
    call(stage, 'PATCH', `propertymappings/notification/${body}/`, { expression: 'return no_such_name' }),
  14: (stage, { transport }) =>
    call(stage, 'PATCH', `events/transports/${transport}/`, { webhook_mapping_headers: null }),
  async 17() {},
}

/** Each case of recipients and mappings, on a stage of its own. */
export const NOTIFICATION_SCENARIOS: Readonly<Record<number, Scenario>> = Object.fromEntries(
  Object.entries(CHANGES).map(([step, change]) => [
    step,
    async (_: Stage, exchange: Exchange) => {
      const stage = await prepareNotifications()
      await change(stage, objects(stage))
      const hits = await changeGroup(stage)
      const bodies = hits.map(({ body }) => comparable(body))
      const recorded = (exchange['bodies'] ?? exchange['hit']) as Hit['body'][]
      const distinct = new Set(hits.map(({ body }) => JSON.stringify(body))).size
      return [
        ...compareBodies(exchange['hits'], hits.length, stage.ids, 'hits'),
        ...compareBodies(exchange['distinct_events'], distinct, stage.ids, 'distinct'),
        ...compareBodies(recorded.map(comparable), bodies.slice(0, recorded.length), stage.ids, 'bodies'),
        ...compareHeaders(exchange['headers'], hits[0]?.headers),
      ]
    },
  ]),
)

/** Asks for the test of the transport. */
export const answerTest: Scenario = async (stage, exchange) => {
  const { answer } = await askForTest(stage)
  return compareBodies(JSON.parse(String(exchange.response)), answer, stage.ids)
}

/** The webhook of a test. */
export const sendTest: Scenario = async (stage, exchange) => {
  const { hits } = await askForTest(stage)
  const recorded = exchange['hit'] as { readonly body: Hit['body'] }[]
  return compareBodies(
    recorded.map(({ body }) => comparable(body)),
    hits.map(({ body }) => comparable(body)),
    stage.ids,
  )
}

async function askForTest(stage: Stage): Promise<{ answer: unknown; hits: readonly Hit[] }> {
  const hits = receive(stage)
  const answer = await call(stage, 'POST', `events/transports/${objects(stage)['transport']}/test/`)
  stage.simulator.stopWebhooks()
  return { answer, hits }
}

async function changeGroup(stage: Stage): Promise<readonly Hit[]> {
  const hits = receive(stage)
  await call(stage, 'PATCH', `core/groups/${dashed(GROUP)}/`, {})
  await stage.simulator.webhooksSettled()
  stage.simulator.stopWebhooks()
  return hits
}

/** What a receiver gets that answers as the recorded one did. */
function receive(stage: Stage): readonly Hit[] {
  const hits: Hit[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    hits.push({ headers: request.headers, body: (await request.json()) as Hit['body'] })
    return new Response('{"receiver":"ok"}')
  }
  stage.simulator.deliverAsConfigured({ fetch, timeScale: 0.001 })
  return hits
}

/** A body without what differs each time. */
function comparable(body: Hit['body']): object {
  const { event, request, ...rest } = body as { readonly [part: string]: Record<string, unknown> | null }
  const { id: _, created: __, ...told } = event ?? {}
  return { ...rest, event: told, request: request && { ...request, request_id: '' } }
}

/** Our fetch sets no `Accept-Encoding`, `Connection`, `Host` and `Content-Length` that could be seen here. */
function compareHeaders(recorded: unknown, actual: Headers | undefined): string[] {
  if (recorded === null) return actual ? ['headers: recorded none'] : []
  return ['User-Agent', 'Accept', 'Authorization', 'Content-Type'].flatMap((name) => {
    const expected = (recorded as Readonly<Record<string, string>>)[name] ?? null
    const found = actual?.get(name) ?? null
    return expected === found ? [] : [`${name}: recorded ${expected}, got ${found}`]
  })
}

async function setMembers(stage: Stage, group: string | undefined, count: number): Promise<void> {
  const { simulator } = stage
  const users = simulator.users().slice(0, count)
  simulator.silently(() => simulator.updateGroup(group ?? '', { users: users.map(({ pk }) => pk) }))
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
