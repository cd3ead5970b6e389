import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

test('a renamed group keeps its alias, under the new address and the same id', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  const id = office.alias('team')?.id
  office.authentik.updateGroup(team, { name: 'Crew' })
  expect(await office.changes()).toEqual(['rename crew@example.org'])
  expect(office.alias('crew')?.id).toBe(id)
  expect(office.mailcow.aliases()).toHaveLength(1)
})

test('a group that is deleted and made again under its name takes its alias over at once, with the same id', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.group('Team', anna)
  await office.sync()
  const id = office.alias('team')?.id
  office.authentik.deleteGroup(team)
  const again = office.group('Team', ben)
  await office.sync()
  expect(office.recipients('team')).toEqual(['ben@example.org'])
  expect(office.alias('team')).toMatchObject({ id, privateComment: expect.stringContaining(again) })
})

test('two groups that swap their names swap what stands in their aliases', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const [red, blue] = [office.group('Red', anna), office.group('Blue', ben)]
  await office.sync()
  const ids = [office.alias('red')?.id, office.alias('blue')?.id]
  office.authentik.updateGroup(red, { name: 'Blue' })
  office.authentik.updateGroup(blue, { name: 'Red' })
  await office.sync()
  expect(office.recipients('blue')).toEqual(['anna@example.org'])
  expect(office.recipients('red')).toEqual(['ben@example.org'])
  expect([office.alias('red')?.id, office.alias('blue')?.id]).toEqual(ids)
  expect(await office.changes()).toEqual([])
})

test('three groups that pass their names round end up right in one run, with no alias made or deleted', async () => {
  const office = openOffice()
  const names = ['Red', 'Green', 'Blue']
  const groups = names.map((name) => office.group(name, office.person(`of.${name.toLowerCase()}`)))
  await office.sync()
  const ids = office.mailcow.aliases().map(({ id }) => id)
  groups.forEach((id, index) => {
    office.authentik.updateGroup(id, { name: names[(index + 1) % 3] ?? '' })
  })
  await office.sync()
  expect(office.recipients('green')).toEqual(['of.red@example.org'])
  expect(office.recipients('blue')).toEqual(['of.green@example.org'])
  expect(office.recipients('red')).toEqual(['of.blue@example.org'])
  expect(office.mailcow.aliases().map(({ id }) => id)).toEqual(ids)
})

test('a group that wants the address of an orphan gets it, and the orphan’s people nothing', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const [red, blue] = [office.group('Red', anna), office.group('Blue', ben)]
  await office.sync()
  const id = office.alias('red')?.id
  office.authentik.deleteGroup(red)
  await office.twice()
  office.authentik.updateGroup(blue, { name: 'Red' })
  await office.sync()
  expect(office.recipients('red')).toEqual(['ben@example.org'])
  expect(office.alias('red')?.id).toBe(id)
  expect(office.recipients('blue')).toBeUndefined()
})

test('of two groups that want one address the one that has it keeps it and its updates', async () => {
  const office = openOffice()
  const [anna, ben, carl] = [office.person('anna'), office.person('ben'), office.person('carl')]
  const team = office.group('Team', anna)
  await office.sync()
  const newcomer = office.group('TEAM', ben)
  office.authentik.addMember(team, carl)
  const report = await office.sync()
  expect(documentOf(report).conflicts).toEqual([
    expect.objectContaining({ address: 'team@example.org', group: { id: newcomer, name: 'TEAM' } }),
  ])
  expect(office.recipients('team')).toEqual(['anna@example.org', 'carl@example.org'])
  office.authentik.updateGroup(team, { name: 'Crew' })
  await office.sync()
  expect(office.recipients('team')).toEqual(['ben@example.org'])
  expect(office.recipients('crew')).toEqual(['anna@example.org', 'carl@example.org'])
})

test('a group that moves to an address which is not ours goes on delivering under its old one', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.group('Team', anna, ben)
  await office.sync()
  office.mailcow.addAlias({ address: 'crew@example.org', goto: 'boss@partner.example' })
  const foreign = office.alias('crew')
  office.authentik.updateGroup(team, { name: 'Crew' })
  office.authentik.removeMember(team, ben)
  const report = await office.sync()
  expect(documentOf(report).conflicts).toEqual([
    expect.objectContaining({ address: 'crew@example.org', fix: expect.stringContaining('adopt') }),
  ])
  expect(office.recipients('team')).toEqual(['anna@example.org'])
  expect(office.alias('crew')).toEqual(foreign)
})
