import { expect, test } from 'vitest'
import { openOffice } from './office.ts'

async function settledOffice() {
  const office = openOffice()
  office.group('Team', office.person('anna'), office.person('ben'))
  await office.sync()
  return { office, id: office.alias('team')?.id ?? 0 }
}

test('a stranger put into an alias of ours by hand is taken out', async () => {
  const { office, id } = await settledOffice()
  office.mailcow.editAlias(id, { goto: 'anna@example.org,ben@example.org,eve@partner.example' })
  expect(await office.changes()).toEqual(['update team@example.org'])
  expect(office.recipients('team')).toEqual(['anna@example.org', 'ben@example.org'])
})

test('flags and address of an alias of ours changed by hand are put right, with the same id', async () => {
  const { office, id } = await settledOffice()
  office.mailcow.editAlias(id, { address: 'mine@example.org', senderAllowed: true, active: false })
  await office.sync()
  expect(office.alias('team')).toMatchObject({ id, active: 1, senderAllowed: 0 })
})

test('words that people add to the comment of an alias of ours stay', async () => {
  const { office, id } = await settledOffice()
  const comment = `ask Anna\n${office.alias('team')?.privateComment}\nthank you`
  office.mailcow.editAlias(id, { privateComment: comment })
  expect(await office.changes()).toEqual([])
  expect(office.alias('team')?.privateComment).toBe(comment)
})

test('an alias of ours deleted by hand is made again', async () => {
  const { office, id } = await settledOffice()
  office.mailcow.removeAlias(id)
  expect(await office.changes()).toEqual(['create team@example.org'])
})

test('a member whose mailbox is deleted is left out from the next run on', async () => {
  const { office } = await settledOffice()
  office.mailcow.removeMailbox('ben@example.org')
  await office.sync()
  expect(office.recipients('team')).toEqual(['anna@example.org'])
  expect(await office.changes()).toEqual([])
})
