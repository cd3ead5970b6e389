import { expect, test } from 'vitest'
import { branchCount } from './cost/root.ts'
import { foundTown, nickOf, type Town, townRules } from './cost/town.ts'

type Happening = (town: Town) => void

/** What happens to the group of a number, which is nested where it ends in 1. */
const happenings: Readonly<Record<string, Happening>> = {
  'a group': ({ installation: { company }, groups, users }) =>
    company.authentik.addMember(groups[5] ?? '', users[60] ?? 0),
  'a nested group': ({ installation: { company }, groups, users }) =>
    company.authentik.addMember(groups[11] ?? '', users[61] ?? 0),
  'a user': ({ installation: { company }, users }) =>
    company.authentik.updateUser(users[33] ?? 0, { active: false }),
  'a rename': ({ installation: { company }, groups }) =>
    company.authentik.updateGroup(groups[24] ?? '', { name: 'renamed' }),
  'a swap': ({ installation: { company }, groups }) => {
    company.authentik.updateGroup(groups[42] ?? '', { name: 'team 43' })
    company.authentik.updateGroup(groups[43] ?? '', { name: 'team 42' })
  },
  'a new group': ({ installation: { company }, users }) =>
    void company.authentik.addGroup({ name: 'quite new', users: users.slice(0, 3) }),
  'a deletion': ({ installation: { company }, groups }) => company.authentik.deleteGroup(groups[57] ?? ''),
  'a deletion of what others are nested in': ({ installation: { company }, groups }) =>
    company.authentik.deleteGroup(groups[70] ?? ''),
  'a user who leaves': ({ installation: { company }, users }) => company.authentik.deleteUser(users[86] ?? 0),
  nothing: ({ installation: { company }, groups }) => company.authentik.updateGroup(groups[95] ?? '', {}),
}

/** The same where each tenth user has a personal alias and rules look at what a group is nested in. */
const happeningsUnderRules: Readonly<Record<string, Happening>> = {
  'a user with a personal alias': ({ installation: { company }, users }) => {
    company.mailcow.addMailbox({ address: 'moved@example.org' })
    company.authentik.updateUser(users[33] ?? 0, { email: 'moved@example.org' })
  },
  'a user who gets a personal alias': ({ installation: { company }, users }) =>
    company.authentik.updateUser(users[44] ?? 0, { attributes: nickOf(44) }),
  'a user with another attribute': ({ installation: { company }, users }) =>
    company.authentik.updateUser(users[53] ?? 0, { attributes: nickOf(1) }),
  'a user with a personal alias who leaves': ({ installation: { company }, users }) =>
    company.authentik.deleteUser(users[93] ?? 0),
  'a group that another is nested in': ({ installation: { company }, groups }) =>
    company.authentik.updateGroup(groups[20] ?? '', { name: 'renamed' }),
  'a group that is not nested any more': ({ installation: { company }, groups }) =>
    company.authentik.updateGroup(groups[31] ?? '', { parents: [] }),
  'a group': ({ installation: { company }, groups, users }) =>
    company.authentik.addMember(groups[5] ?? '', users[60] ?? 0),
}

/** No happening takes more. */
const requestsMax = 40

/** What an event takes below a root with 300 groups, by the number of the other groups: about two requests for each hundred of all. */
const belowBigRoot: ReadonlyMap<number, number> = new Map([
  [100, 30],
  [1_000, 50],
  // A reading of 10,000 groups takes longer than one by one those that it is about.
  [10_000, branchCount + 30],
])

test('an event takes as many requests under rules, too, in a large company as in a small one', async () => {
  const counts = new Map<string, readonly string[][]>()
  for (const size of belowBigRoot.keys()) {
    const town = await foundTown(size, townRules)
    for (const [name, happen] of Object.entries(happeningsUnderRules)) {
      happen(town)
      counts.set(name, [...(counts.get(name) ?? []), [...(await town.serve())].sort()])
    }
    const { plan } = await town.installation.company.plan()
    expect(plan.changes).toEqual([])
  }
  expectEqual(counts, 'under rules, ')
})

test('an event takes as many requests in a large company as in a small one', async () => {
  const counts = new Map<string, readonly string[][]>()
  const below: number[] = []
  for (const [size, most] of belowBigRoot) {
    const town = await foundTown(size)
    for (const [name, happen] of Object.entries(happenings)) {
      happen(town)
      counts.set(name, [...(counts.get(name) ?? []), [...(await town.serve())].sort()])
    }
    town.installation.company.authentik.addMember(town.branches[7] ?? '', town.users[88] ?? 0)
    const { length } = await town.serve()
    below.push(length)
    expect(length).toBeLessThanOrEqual(most)
    const { plan } = await town.installation.company.plan()
    expect(plan.changes).toEqual([])
  }
  process.stdout.write(`a group below a root of ${branchCount}: ${below.join(', ')} requests\n`)
  expectEqual(counts)
})

/** The same requests at each of three sizes, and not many; tells how many. */
function expectEqual(counts: ReadonlyMap<string, readonly string[][]>, where = ''): void {
  for (const [name, sizes] of counts)
    process.stdout.write(`${where}${name}: ${sizes.map(({ length }) => length).join(', ')} requests\n`)
  for (const [name, [small = [], middle = [], large = []]] of counts) {
    expect([name, middle]).toEqual([name, small])
    expect([name, large]).toEqual([name, small])
    expect(large.length).toBeLessThanOrEqual(requestsMax)
  }
}
