import { expect, test } from 'vitest'
import { documentOf, openOffice } from './office.ts'

test('a group that is missed once keeps its alias, and the report says so', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  office.authentik.deleteGroup(team)
  const report = await office.sync()
  expect(report.results).toEqual([])
  expect(documentOf(report).skipped).toContainEqual(
    expect.objectContaining({ address: 'team@example.org', reason: expect.stringContaining('first time') }),
  )
  expect(office.recipients('team')).toEqual(['anna@example.org'])
})

test('the alias of a deleted group is deactivated, and deleted by the nightly run after seven days and nights', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  office.authentik.deleteGroup(team)
  await office.twice()
  expect(office.alias('team')?.active).toBe(0)
  for (let night = 1; night <= 6; night += 1) {
    office.clock.advance({ days: 1 })
    await office.sync({ nightly: true })
    expect(office.alias('team')).toBeDefined()
  }
  office.clock.advance({ days: 1 })
  await office.sync()
  expect(office.alias('team')).toBeDefined()
  expect(await office.changes({ nightly: true })).toEqual(['delete team@example.org'])
  expect(office.alias('team')).toBeUndefined()
})

test('seven nightly runs in one day delete nothing', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  office.authentik.deleteGroup(team)
  await office.twice()
  for (let run = 0; run < 10; run += 1) await office.sync({ nightly: true })
  expect(office.alias('team')?.active).toBe(0)
})

test('seven days without nightly runs delete nothing', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  office.authentik.deleteGroup(team)
  await office.twice()
  office.clock.advance({ days: 30 })
  await office.sync({ nightly: true })
  expect(office.alias('team')?.active).toBe(0)
})

test('an alias of a deleted group that somebody switches on again is silenced again, with the whole grace', async () => {
  const office = openOffice()
  const team = office.group('Team', office.person('anna'))
  await office.sync()
  office.authentik.deleteGroup(team)
  await office.twice()
  for (let night = 1; night <= 6; night += 1) {
    office.clock.advance({ days: 1 })
    await office.sync({ nightly: true })
  }
  office.mailcow.editAlias(office.alias('team')?.id ?? 0, { active: true })
  expect(await office.changes()).toEqual(['deactivate team@example.org'])
  for (let night = 1; night <= 6; night += 1) {
    office.clock.advance({ days: 1 })
    await office.sync({ nightly: true })
    expect(office.alias('team')?.active).toBe(0)
  }
  office.clock.advance({ days: 1 })
  expect(await office.changes({ nightly: true })).toEqual(['delete team@example.org'])
})

test('an adopted alias is given back when its group is deleted, never deleted', async () => {
  const office = openOffice()
  const id = office.mailcow.addAlias({
    address: 'team@example.org',
    goto: 'anna@example.org',
    privateComment: 'since 1999',
  })
  const team = office.group('Team', office.person('anna'))
  expect(await office.changes()).toEqual(['adopt team@example.org'])
  office.authentik.deleteGroup(team)
  await office.twice()
  for (let night = 1; night <= 9; night += 1) {
    office.clock.advance({ days: 1 })
    await office.sync({ nightly: true })
  }
  expect(office.alias('team')).toMatchObject({ id, goto: 'anna@example.org', active: 1 })
  expect(office.alias('team')?.privateComment).toBe('since 1999\ncowherd released')
})
