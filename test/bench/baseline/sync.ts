import { membersByGroup } from './nesting.ts'
import type { Servers } from './servers.ts'

/** A group as the API lists it. */
export interface ListedGroup {
  readonly pk: string
  readonly name: string
  readonly parents?: readonly string[]
  readonly users_obj: readonly { readonly email: string; readonly is_active: boolean }[]
}

interface ListedAlias {
  readonly id: number
  readonly address: string
  readonly goto: string
}

/** What one run of the script did. */
export interface Done {
  readonly groups: number
  readonly added: number
  readonly edited: number
  readonly deleted: number
}

/**
 * The well-known cron script's way, written anew: read groups, read aliases, add, edit, delete what is not known.
 *
 * @param every false: as published, the first page of groups and direct members only; true: all pages and nested groups
 */
export async function sync(servers: Servers, domain: string, every: boolean): Promise<Done> {
  const groups = await readGroups(servers, every)
  const listed = await servers.mailcow<ListedAlias[]>(`/get/alias/all`)
  const aliases = new Map((Array.isArray(listed) ? listed : []).map((alias) => [alias.address, alias]))
  const members = membersByGroup(groups, every)
  const known = new Set<string>()
  let [added, edited, deleted] = [0, 0, 0]
  for (const { pk, name } of groups) {
    const goto = (members.get(pk) ?? []).join(',')
    const address = `${name}@${domain}`
    known.add(address)
    const alias = aliases.get(address)
    if (!alias && goto !== '') {
      await servers.mailcow('/add/alias', { address, goto, active: 1 })
      added += 1
    } else if (alias && alias.goto.split(',').sort().join(',') !== goto) {
      await servers.mailcow('/edit/alias', { items: [alias.id], attr: { goto } })
      edited += 1
    }
  }
  for (const { id, address } of aliases.values()) {
    if (known.has(address)) continue
    await servers.mailcow('/delete/alias', [id])
    deleted += 1
  }
  return { groups: groups.length, added, edited, deleted }
}

async function readGroups(servers: Servers, every: boolean): Promise<ListedGroup[]> {
  const groups: ListedGroup[] = []
  for (let page = 1; page > 0; ) {
    const listed = await servers.authentik<{ results: ListedGroup[]; pagination: { next: number } }>(
      `/core/groups/?include_users=true&page_size=100&page=${page}`,
    )
    groups.push(...listed.results)
    page = every ? listed.pagination.next : 0
  }
  return groups
}
