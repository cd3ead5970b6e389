import { expect, test } from 'vitest'
import { openOffice } from './office.ts'

test('a group that loses its last member has a silent alias, and gets its mail again with the next member', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.group('Team', anna)
  await office.sync()
  const id = office.alias('team')?.id
  office.authentik.removeMember(team, anna)
  expect(await office.changes()).toEqual(['deactivate team@example.org'])
  expect(office.recipients('team')).toBeUndefined()
  office.authentik.addMember(team, ben)
  expect(await office.changes()).toEqual(['reactivate team@example.org'])
  expect(office.recipients('team')).toEqual(['ben@example.org'])
  expect(office.alias('team')?.id).toBe(id)
})

test('a leaver is taken out by the next run, of every group above as well', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const top = office.group('Top')
  office.authentik.addGroup({ name: 'Below', users: [anna, ben], parents: [top] })
  await office.sync()
  expect(office.recipients('top')).toEqual(['anna@example.org', 'ben@example.org'])
  office.authentik.updateUser(ben, { groups: [] })
  await office.sync()
  expect(office.recipients('below')).toEqual(['anna@example.org'])
  expect(office.recipients('top')).toEqual(['anna@example.org'])
})

test('children of a deleted parent keep their aliases, and the parent delivers to nobody', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const top = office.group('Top', anna)
  office.authentik.addGroup({ name: 'Below', users: [ben], parents: [top] })
  await office.sync()
  office.authentik.deleteGroup(top)
  await office.twice()
  expect(office.recipients('top')).toBeUndefined()
  expect(office.recipients('below')).toEqual(['ben@example.org'])
})
