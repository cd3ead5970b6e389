import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

function openWithGroups(count: number) {
  const office = openOffice()
  const people = ['anna', 'ben', 'carl'].map((name) => office.person(name))
  const groups = Array.from({ length: count }, (_, index) => office.group(`Team ${index}`, ...people))
  return { office, groups }
}

test('a directory that suddenly reads as empty takes nothing away without a person’s word', async () => {
  const { office } = openWithGroups(12)
  await office.sync()
  const before = office.mailcow.aliases()
  office.authentik.faults.add({ kind: 'empty-directory', times: Number.POSITIVE_INFINITY })
  const report = await office.sync()
  const { held } = documentOf(report)
  expect(held).toHaveLength(12)
  expect(new Set(held.map(({ approve }) => approve))).toEqual(new Set([report.plan.approval]))
  expect(held.map(({ reason }) => reason).join()).toContain('no groups')
  expect(office.mailcow.aliases()).toEqual(before)
  office.authentik.faults.clear()
  office.writes.clear()
  expect(documentOf(await office.sync()).held).toEqual([])
  expect(office.writes.entries).toEqual([])
})

test('a third of the groups gone is held with counts and a digest, which approves exactly that', async () => {
  const { office, groups } = openWithGroups(15)
  await office.sync()
  for (const id of groups.slice(0, 5)) office.authentik.deleteGroup(id)
  const report = await office.twice()
  const { held, changes } = documentOf(report)
  expect(changes).toEqual([])
  expect(held).toHaveLength(5)
  expect(held[0]?.reason).toMatch(/5 of 15 aliases/)
  expect(office.mailcow.aliases().filter(({ active }) => active === 1)).toHaveLength(15)

  const stranger = await office.sync({ approve: '0123456789abcdef' })
  expect(stranger.approval).toBe('other-digest')
  expect(stranger.results).toEqual([])
  const approved = await office.sync({ approve: report.plan.approval })
  expect(approved.approval).toBe('taken')
  expect(approved.results.map(({ outcome }) => outcome)).toEqual(Array(5).fill('applied'))
  expect(office.mailcow.aliases().filter(({ active }) => active === 1)).toHaveLength(10)
})

test('what is held does not hold up the rest', async () => {
  const { office, groups } = openWithGroups(15)
  await office.sync()
  for (const id of groups.slice(0, 5)) office.authentik.deleteGroup(id)
  await office.twice()
  office.group('New', office.person('dora'))
  office.authentik.addMember(
    groups[14] ?? '',
    office.authentik.addUser({ username: 'eve', email: 'eve@partner.example' }),
  )
  expect(await office.changes()).toEqual(['create new@example.org', 'update team-14@example.org'])
})

test('a few at a time add up to a held change within the hour, which stays held after it', async () => {
  const { office, groups } = openWithGroups(15)
  await office.sync()
  for (const id of groups.slice(0, 3)) office.authentik.deleteGroup(id)
  await office.twice()
  expect(office.mailcow.aliases().filter(({ active }) => active === 1)).toHaveLength(12)
  office.authentik.deleteGroup(groups[3] ?? '')
  expect(documentOf(await office.twice()).held).toHaveLength(1)
  office.clock.advance({ minutes: 61 })
  expect(documentOf(await office.sync()).held).toMatchObject([{ address: 'team-3@example.org' }])
})

test('an alias that would lose more than half of ten members is held', async () => {
  const office = openOffice()
  const users = Array.from({ length: 12 }, (_, index) => office.person(`person.${index}`))
  const team = office.group('Team', ...users)
  office.group('Others', ...users)
  office.group('Third', ...users)
  await office.sync()
  office.authentik.updateGroup(team, { users: users.slice(0, 5) })
  const report = await office.sync()
  expect(documentOf(report).held).toEqual([expect.objectContaining({ address: 'team@example.org' })])
  expect(office.recipients('team')).toHaveLength(12)
})

test('a first run that would make more than 20 aliases is shown and held while nobody said that every group is a list', async () => {
  const office = openOffice({ settings: { groups: undefined } })
  const anna = office.person('anna')
  for (let index = 0; index < 21; index += 1) office.group(`Team ${index}`, anna)
  const report = await office.sync()
  expect(documentOf(report).held).toHaveLength(21)
  expect(documentOf(report).held[0]?.reason).toContain('COWHERD_GROUPS')
  expect(office.mailcow.aliases()).toEqual([])
  await office.sync({ approve: report.plan.approval })
  expect(office.mailcow.aliases()).toHaveLength(21)
})

test('an approval is worth nothing a day later', async () => {
  const { office, groups } = openWithGroups(15)
  await office.sync()
  for (const id of groups.slice(0, 5)) office.authentik.deleteGroup(id)
  const { plan } = await office.twice()
  office.clock.advance({ minutes: 25 * 60 })
  expect((await office.sync({ approve: plan.approval })).approval).toBe('expired')
  expect(office.mailcow.aliases().filter(({ active }) => active === 1)).toHaveLength(15)
})
