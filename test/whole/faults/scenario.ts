import { formatMarker } from '@cowherd/plan'
import { createCompany } from '../harness/company.ts'
import { createRandom } from '../harness/random.ts'
import { addForeignAliases } from '../world/foreign.ts'
import { addMailbox, createWorld, type World } from '../world/world.ts'

const gone = 'dead0000-0000-4000-8000-00000000dead'

/** A world before the run. */
export interface Scenario {
  readonly world: World
  /** Ids of the aliases that it is to delete. */
  readonly ripe: ReadonlySet<number>
  /** Ids of groups that the run before has missed. */
  readonly gone: ReadonlySet<string>
}

/**
 * A company in which the next nightly run has one of everything to do: two creations, three updates, a rename, a swap, a deactivation, a
 * reactivation, an adoption and a deletion. It has been seen once before, so that what is gone is known to be gone.
 */
export async function prepareScenario(): Promise<Scenario> {
  const company = createCompany({ pageSize: 8, concurrency: 1, hurriedMs: { timeoutMs: 25, patienceMs: 45 } })
  const { authentik, mailcow, settings } = company
  const world = createWorld(company, createRandom(1))
  addForeignAliases(world)
  const users = Array.from({ length: 12 }, (_, index) => {
    const address = `person.${index}@example.org`
    addMailbox(world, address)
    return authentik.addUser({ username: `user-${index}`, email: address })
  })
  const addGroup = (name: string, ...members: number[]) =>
    authentik.addGroup({ name, users: members.map((index) => users[index] ?? 0) })
  for (let index = 0; index < 26; index += 1) addGroup(`steady ${index}`, index % 12, (index + 5) % 12)
  const renamed = addGroup('before', 0, 1)
  const [one, other] = [addGroup('one', 1, 2), addGroup('other', 3, 4)]
  const joined = addGroup('joined', 5, 6)
  const left = addGroup('left', 5, 6, 7)
  const moved = addGroup('moved', 7, 8)
  const emptied = addGroup('emptied', 9)
  const returning = addGroup('returning')
  const marked = (group: string, orphan?: { since: string; runs: number }) =>
    formatMarker({ owner: settings.owner, group, ...(orphan ? { orphan } : {}) })
  const { internal, senderAllowed, sogoVisible } = settings.flags
  const goto = 'person.0@example.org'
  const ripe = mailcow.addAlias({
    ...{ address: 'ripe@example.org', goto, active: 0, internal, senderAllowed, sogoVisible },
    privateComment: marked(gone, { since: '2026-11-01', runs: 20 }),
  })
  mailcow.addAlias({
    ...{ address: 'returning@example.org', goto, active: 0, internal, senderAllowed, sogoVisible },
    privateComment: marked(returning, { since: '2026-11-23', runs: 1 }),
  })
  await company.sync()

  authentik.updateGroup(renamed, { name: 'after' })
  authentik.updateGroup(one, { name: 'other' })
  authentik.updateGroup(other, { name: 'one' })
  authentik.addMember(joined, users[8] ?? 0)
  authentik.removeMember(left, users[7] ?? 0)
  authentik.updateGroup(moved, { users: [users[8] ?? 0, users[9] ?? 0] })
  authentik.updateGroup(emptied, { users: [] })
  authentik.updateGroup(returning, { users: [users[10] ?? 0] })
  addGroup('new one', 2, 3)
  addGroup('new two', 4, 11)
  addGroup('by hand', 1, 3)
  mailcow.addAlias({
    ...{ address: 'by-hand@example.org', goto: 'person.3@example.org,person.1@example.org' },
    privateComment: 'since 1999',
  })
  company.clock.advance({ minutes: 90 })
  authentik.requests.length = 0
  mailcow.requests.length = 0
  return { world, ripe: new Set([ripe]), gone: new Set() }
}
