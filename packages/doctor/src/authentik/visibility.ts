import * as v from 'valibot'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'
import { type AuthentikReader, jsonOf, refusalOf } from './reader.ts'

const pageSchema = v.object({ pagination: v.object({ count: v.number() }) })

const lists = {
  groups: { path: '/core/groups/', permission: 'view_group', words: 'Can view Group' },
  users: { path: '/core/users/', permission: 'view_user', words: 'Can view User' },
} as const

/**
 * Whether a whole list is visible. Permissions on single objects give a short list with status 200; only a search without hits
 * tells, which is refused then. Accounts that may be shown an empty list instead are told by a list without any entry: every
 * Authentik has groups and users of its own.
 *
 * @param name one that nothing has
 * @throws UpstreamError
 */
export async function judgeVisibility(
  reader: AuthentikReader,
  list: keyof typeof lists,
  name: string,
): Promise<Verdict> {
  const { path, permission, words } = lists[list]
  const fix = `Give the token's user a role with the global permission "${words}" (${permission}): "cowherd setup authentik" does. Permissions on single objects are not enough.`
  const first = await reader.get(path, { page_size: 1 })
  if (first.status !== 200) {
    return problem(`The token may see no ${list} of Authentik (${refusalOf(first)}).`, fix)
  }
  const all = countOf(first)
  if (all === 0) return problem(`Authentik shows the token no ${list} at all, which cannot be.`, fix)
  const search = await reader.get(path, { search: name, page_size: 1 })
  if (search.status !== 200) {
    return problem(
      `The token sees only some of the ${list} of Authentik (${refusalOf(search)}): those that it cannot see would look deleted.`,
      fix,
    )
  }
  if (countOf(search) !== 0) {
    return problem(
      `Authentik answers a search for a random name with ${list}, so that it cannot be told whether all are visible.`,
      'Look for a proxy before Authentik that drops the query of a request.',
    )
  }
  return ok(`All ${all} are visible.`)
}

/** Whether the event log can be read. Throws UpstreamError. */
export async function judgeEventLog(reader: AuthentikReader): Promise<Verdict> {
  const answer = await reader.get('/events/events/', { page_size: 1, ordering: '-created' })
  if (answer.status === 200 && countOf(answer) !== undefined) return ok('It can be read.')
  return warning(
    `The token may not read the event log of Authentik (${refusalOf(answer)}): a change whose webhook is late or lost waits for the next sweep.`,
    'Give the token\'s user a role with the global permission "Can view Event" (view_event): "cowherd setup authentik" does. Or set COWHERD_EVENT_LOG=0.',
  )
}

function countOf(answer: Parameters<typeof jsonOf>[0]): number | undefined {
  const page = v.safeParse(pageSchema, jsonOf(answer))
  return page.success ? page.output.pagination.count : undefined
}
