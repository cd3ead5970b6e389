import { expect, test } from 'vitest'
import { foundTown, type Town } from './cost/town.ts'

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

/** No happening takes more. */
const requestsMax = 40

test('an event takes as many requests in a large company as in a small one', async () => {
  const counts = new Map<string, readonly string[][]>()
  for (const size of [100, 1_000, 10_000]) {
    const town = await foundTown(size)
    for (const [name, happen] of Object.entries(happenings)) {
      happen(town)
      counts.set(name, [...(counts.get(name) ?? []), [...(await town.serve())].sort()])
    }
    const { plan } = await town.installation.company.plan()
    expect(plan.changes).toEqual([])
  }
  const lines = [...counts].map(
    ([name, sizes]) => `${name}: ${sizes.map(({ length }) => length).join(', ')} requests`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
  for (const [name, [small = [], middle = [], large = []]] of counts) {
    expect([name, middle]).toEqual([name, small])
    expect([name, large]).toEqual([name, small])
    expect(large.length).toBeLessThanOrEqual(requestsMax)
  }
})
