import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

test.each([
  ['Research and Development', 'research-and-development'],
  ['  Übungsleiter & Söhne  ', 'uebungsleiter-soehne'],
  ['🐄 Cowherds 🐄', 'cowherds'],
  ['Łódź', 'lodz'],
  ['L'.repeat(300), 'l'.repeat(64)],
])('a group named %j has one alias, and a second run writes nothing', async (name, local) => {
  const office = openOffice()
  office.group(name, office.person('anna'))
  await office.sync()
  expect(office.mailcow.aliases().map(({ address }) => address)).toEqual([`${local}@example.org`])
  office.writes.clear()
  await office.sync()
  expect(office.writes.entries).toEqual([])
})

test.each(['postmaster', 'Abuse', 'SALES', '🐄'])(
  'a group named %j gets no alias without asking for it',
  async (name) => {
    const office = openOffice()
    const id = office.group(name, office.person('anna'))
    const report = await office.sync()
    expect(documentOf(report).conflicts).toEqual([
      expect.objectContaining({ group: { id, name }, fix: expect.stringContaining('cowherd: {address:') }),
    ])
    expect(office.mailcow.aliases()).toEqual([])
  },
)

test('a role address is made where the group asks for it by attribute', async () => {
  const office = openOffice()
  office.authentik.addGroup({
    name: 'Mail people',
    users: [office.person('anna')],
    attributes: { cowherd: { address: 'postmaster' } },
  })
  await office.sync()
  expect(office.recipients('postmaster')).toEqual(['anna@example.org'])
})

test('a group named like a mailbox takes no mail from it', async () => {
  const office = openOffice()
  office.group('Anna', office.person('ben'))
  office.person('anna')
  const report = await office.sync()
  expect(documentOf(report).conflicts).toEqual([expect.objectContaining({ address: 'anna@example.org' })])
  expect(office.mailcow.aliases()).toEqual([])
})

test('a slip in the attribute of a group that asked for its alias leaves the alias, without its leavers', async () => {
  const office = openOffice({ settings: { groups: 'opt-in' } })
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.authentik.addGroup({
    name: 'Team',
    users: [anna, ben],
    attributes: { cowherd: { enabled: true } },
  })
  await office.sync()
  office.authentik.updateGroup(team, { attributes: { cowherd: { enabled: 'yes please' } } })
  office.authentik.removeMember(team, ben)
  const report = await office.sync()
  expect(office.recipients('team')).toEqual(['anna@example.org'])
  expect(documentOf(report).conflicts).toEqual([expect.objectContaining({ code: 'wrong-attribute' })])
})
