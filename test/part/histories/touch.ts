import { userOfPersonalGroup } from '@cowherd/directory'
import type { AliasRow } from '@cowherd/simulators'
import type { Facts } from '../../whole/oracle/facts.ts'
import { ownedIn } from '../../whole/oracle/ownership.ts'
import type { World } from '../../whole/world/world.ts'
import type { Post } from '../harness/post.ts'
import { concernedBy } from './concern.ts'

/**
 * Saves, in Authentik and without a change, whoever is concerned by what was done to aliases and mailboxes by hand since `before`: groups
 * whose alias it is or who want its address, people who get their mail there. Who is gone has the deletion told once more.
 */
export function touchConcerned(world: World, post: Post, before: Facts): void {
  const { authentik } = world.company
  const now = world.facts()
  const changed = [...differing(before, now), ...differing(now, before)]
  const addresses = new Set([
    ...changed.map(({ address }) => address.toLowerCase()),
    ...[...now.mailboxes].flatMap(([address, active]) =>
      before.mailboxes.get(address) === active ? [] : [address],
    ),
  ])
  const ids = new Set(changed.map(({ id }) => id))
  const groups = new Set<string>()
  for (const facts of [before, now]) {
    for (const [id, { marker }] of ownedIn(facts)) if (ids.has(id)) groups.add(marker.group)
  }
  const concerned = concernedBy(addresses, now)
  const users = new Set(concerned.users)
  for (const id of [...groups, ...concerned.groups]) {
    const user = userOfPersonalGroup(id)
    if (user !== undefined) users.add(user)
    else if (now.groups.has(id)) authentik.updateGroup(id, {})
    else post.send({ kind: 'group', id, deleted: true })
  }
  for (const id of users) {
    if (now.users.has(id)) authentik.updateUser(id, {})
    else post.send({ kind: 'user', id })
  }
}

/** Rows of the first that are not the same in the second. */
function differing(facts: Facts, other: Facts): AliasRow[] {
  const rows = new Map(other.aliases.map((alias) => [alias.id, JSON.stringify(alias)]))
  return facts.aliases.filter((alias) => rows.get(alias.id) !== JSON.stringify(alias))
}
