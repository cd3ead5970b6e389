import { compareBodies } from './compare.ts'
import type { Stage } from './preparation.ts'
import type { Exchange } from './recording.ts'
import { send } from './replay.ts'

/** Acts out a step that was recorded in words and figures; gives the differences. */
export type Scenario = (stage: Stage, exchange: Exchange) => Promise<string[]>

/** Walks all groups in pages of 100 and counts them. */
export const walkAll: Scenario = async (stage, exchange) => {
  const { ids } = await walk(stage, 'page_size=100')
  const { groups, distinct } = exchange
  return compareBodies({ groups, distinct }, { groups: ids.length, distinct: new Set(ids).size }, stage.ids)
}

/** Reads one group 200 times, 8 at a time. */
export const burst: Scenario = async (stage, exchange) => {
  const group = stage.simulator.groups()[0]
  const statuses: Record<string, number> = {}
  for (let done = 0; done < 200; done += 8) {
    const requests = Array.from({ length: 8 }, () => get(stage, `/api/v3/core/groups/${group?.id}/`))
    for (const { status } of await Promise.all(requests)) statuses[status] = (statuses[status] ?? 0) + 1
  }
  return compareBodies(exchange.statuses, statuses, stage.ids)
}

/** Makes groups, users and memberships outside the API. */
export const changeSilently: Scenario = async ({ simulator, ids }, exchange) => {
  const before = simulator.events().length
  simulator.silently(() => {
    for (const name of ['orm-a', 'orm-b', 'orm-c']) {
      const users = [1, 2].map((n) => simulator.addUser({ username: `${name}-${n}`, email: '' }))
      simulator.addGroup({ name, users })
    }
  })
  return compareBodies(exchange.events, simulator.events().length - before, ids)
}

/** Uses a token that may see groups and users. */
export const useReadingToken: Scenario = async (stage, exchange) => {
  const token = 'a-token-made-by-a-blueprint'
  stage.simulator.addToken({ token, permissions: ['view_group', 'view_user'] })
  const headers = { Authorization: `Bearer ${token}` }
  const status = async (path: string, method = 'GET', body: unknown = null) =>
    (await send(stage, { method, path: `/api/v3/${path}`, body }, headers)).status
  const actual = {
    groups: await status('core/groups/'),
    users: await status('core/users/'),
    events: await status('events/events/'),
    write: await status('core/groups/', 'POST', { name: 'not allowed' }),
  }
  const { groups, users, events, write } = exchange
  return compareBodies({ groups, users, events, write }, actual, stage.ids)
}

/** Walks the pages while a group that sorts first is made, and once more while it is deleted. */
export const walkDuringChanges: Scenario = async (stage, exchange) => {
  const { simulator } = stage
  let id = ''
  const created = await walk(stage, 'page_size=10', () => {
    id = simulator.addGroup({ name: '!first' })
  })
  const deleted = await walk(stage, 'page_size=10', () => simulator.deleteGroup(id))
  const actual = {
    seen_twice_after_create: created.ids.length - new Set(created.ids).size,
    missed_after_delete: simulator.groups().filter((group) => !deleted.ids.includes(group.id)).length,
  }
  const { seen_twice_after_create, missed_after_delete } = exchange
  return compareBodies({ seen_twice_after_create, missed_after_delete }, actual, stage.ids)
}

/** Changes a group as the recorded event tells and compares the whole event. */
export const makeEvent: Scenario = async (stage, exchange) => {
  const { simulator } = stage
  const event = exchange.event as { context: { http_request: { method: string; path: string } } }
  const { method, path } = event.context.http_request
  await send(stage, { method, path, body: {} }, administrator(stage))
  return compareBodies(event, simulator.events().at(-1), stage.ids)
}

/** Makes a token that would end at once if the server listened. */
export const makeExpiringToken: Scenario = (stage, exchange) =>
  makeToken(stage, exchange, { identifier: 'probe-exp', expires: new Date().toISOString() })

/** Makes a token without a word about its end. */
export const makeDefaultToken: Scenario = (stage, exchange) =>
  makeToken(stage, exchange, { identifier: 'probe-def' })

async function makeToken(stage: Stage, exchange: Exchange, fields: object): Promise<string[]> {
  const user = stage.ids.translate(2056)
  const body = { intent: 'api', user, ...fields }
  const request = { method: 'POST', path: '/api/v3/core/tokens/', body }
  const response = await send(stage, request, administrator(stage))
  const token = (await response.json()) as { expires: string; expiring: boolean; user: number }
  const minutes = Math.round((Date.parse(token.expires) - Date.now()) / 60_000)
  return compareBodies(
    { expiring: exchange.expiring, minutes: 30, ofAccount: exchange.user_is_account ?? true },
    { expiring: token.expiring, minutes, ofAccount: token.user === user },
    stage.ids,
  )
}

async function walk(stage: Stage, query: string, betweenFirstPages?: () => void): Promise<{ ids: string[] }> {
  const ids: string[] = []
  for (let page = 1; page !== 0; ) {
    const response = await get(stage, `/api/v3/core/groups/?${query}&page=${page}`)
    const body = (await response.json()) as { pagination: { next: number }; results: { pk: string }[] }
    ids.push(...body.results.map((group) => group.pk))
    if (page === 1) betweenFirstPages?.()
    page = body.pagination.next
  }
  return { ids }
}

function get(stage: Stage, path: string): Promise<Response> {
  return send(stage, { path }, administrator(stage))
}

function administrator({ simulator }: Stage) {
  return { Authorization: `Bearer ${simulator.adminToken}` }
}
