import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

async function listOf(count: number) {
  const office = openOffice()
  const users = Array.from({ length: count }, (_, index) =>
    office.authentik.addUser({ username: `user-${index}`, email: `person.${index}@partner.example` }),
  )
  const group = office.group('Everybody', ...users)
  return { office, group, users, report: await office.sync() }
}

test('900 members are no trouble', async () => {
  const { office, report } = await listOf(900)
  expect(office.recipients('everybody')).toHaveLength(900)
  expect(documentOf(report).warnings.map(({ code }) => code)).toEqual(['external-members'])
})

test('2,000 members are listed, with a warning of Postfix’s limit', async () => {
  const { office, report } = await listOf(2000)
  expect(office.recipients('everybody')).toHaveLength(2000)
  expect(
    documentOf(report)
      .warnings.map(({ message }) => message)
      .join(),
  ).toMatch(/1,?000/)
})

test('4,000 members are refused with words, the old list stays, and a leaver is still taken out', async () => {
  const { office, group, users } = await listOf(1500)
  const before = office.recipients('everybody')
  const more = Array.from({ length: 2500 }, (_, index) =>
    office.authentik.addUser({ username: `more-${index}`, email: `another.person.${index}@partner.example` }),
  )
  office.authentik.updateGroup(group, { users: [...users.slice(1), ...more] })
  const report = await office.sync()
  expect(documentOf(report).conflicts).toEqual([
    expect.objectContaining({ address: 'everybody@example.org', reason: expect.stringMatching(/65,?535/) }),
  ])
  expect(office.recipients('everybody')).toEqual(
    before?.filter((member) => member !== 'person.0@partner.example'),
  )
})
