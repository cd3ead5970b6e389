import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

/** The members of a group of Anna and one other user. */
async function listWith(
  email: string,
  user: { active?: boolean; type?: 'service_account' | 'external' } = {},
) {
  const office = openOffice()
  const anna = office.person('anna')
  const other = office.authentik.addUser({ username: 'other', email, ...user })
  office.group('Team', anna, other)
  const report = await office.sync()
  return { office, report, recipients: office.recipients('team') }
}

test.each([
  ['no address', ''],
  ['a comma in the address', 'x@partner.example,y@partner.example'],
  ['a newline in the address', 'x@partner.example\ny@partner.example'],
  ['the address of the alias itself', 'TEAM@example.org'],
  ['an address without a mailbox', 'nobody@example.org'],
])('a user with %s is left out, and a warning says so', async (_, email) => {
  const { report, recipients } = await listWith(email)
  expect(recipients).toEqual(['anna@example.org'])
  expect(documentOf(report).warnings).toContainEqual(
    expect.objectContaining({ user: 'other', message: expect.stringContaining('left out') }),
  )
})

test('an inactive user gets nothing', async () => {
  expect((await listWith('x@partner.example', { active: false })).recipients).toEqual(['anna@example.org'])
})

test('a service account gets nothing', async () => {
  const { recipients } = await listWith('x@partner.example', { type: 'service_account' })
  expect(recipients).toEqual(['anna@example.org'])
})

test.each([
  ['BEN@Partner.EXAMPLE', 'ben@partner.example'],
  ['ben@Bücher.test', 'ben@xn--bcher-kva.test'],
])('the address %s is listed as %s, and a second run writes nothing', async (email, listed) => {
  const { office, recipients } = await listWith(email)
  expect(recipients).toEqual(['anna@example.org', listed])
  office.writes.clear()
  await office.sync()
  expect(office.writes.entries).toEqual([])
})

test('two users with one address are one member, and it stays when one of them leaves', async () => {
  const office = openOffice()
  const [anna, twin] = [
    office.person('anna'),
    office.authentik.addUser({ username: 'twin', email: 'Anna@Example.org' }),
  ]
  const team = office.group('Team', anna, twin)
  await office.sync()
  expect(office.recipients('team')).toEqual(['anna@example.org'])
  office.authentik.removeMember(team, anna)
  expect(await office.changes()).toEqual([])
  expect(office.recipients('team')).toEqual(['anna@example.org'])
})
