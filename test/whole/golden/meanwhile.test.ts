import { expect, test } from 'vitest'
import { documentOf, type Office, openOffice } from './office.ts'

/** Does something once, right before a server answers the first such request. */
function before(server: Office['authentik'] | Office['mailcow'], request: RegExp, act: () => void): void {
  let done = false
  server.faults.add({
    kind: 'slow',
    matches({ method, path }) {
      if (!done && request.test(`${method} ${path}`)) {
        done = true
        act()
      }
      return false
    },
  })
}

test('what a person changes in an alias while a run is under way is not overwritten by that run', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.group('Team', anna)
  await office.sync()
  const id = office.alias('team')?.id ?? 0
  office.authentik.addMember(team, ben)
  before(office.mailcow, /GET .*\/get\/alias\/\d+$/, () =>
    office.mailcow.editAlias(id, { goto: 'boss@partner.example' }),
  )
  const { results } = await office.sync()
  expect(results).toEqual([
    expect.objectContaining({ outcome: 'failed', reason: expect.stringContaining('somebody else') }),
  ])
  expect(office.alias('team')?.goto).toBe('boss@partner.example')
  await office.sync()
  expect(office.recipients('team')).toEqual(['anna@example.org', 'ben@example.org'])
})

test('an alias that a person makes at a wanted address while a run is under way stays as made', async () => {
  const office = openOffice()
  office.group('Team', office.person('anna'))
  before(office.mailcow, /POST .*\/add\/alias$/, () => {
    office.mailcow.addAlias({ address: 'team@example.org', goto: 'boss@partner.example' })
  })
  const { results } = await office.sync()
  const made = office.alias('team')
  expect(results).toEqual([expect.objectContaining({ outcome: 'failed' })])
  expect(made?.goto).toBe('boss@partner.example')
  const report = await office.sync()
  expect(documentOf(report).conflicts).toEqual([expect.objectContaining({ address: 'team@example.org' })])
  expect(office.alias('team')).toEqual(made)
})

test.each(['2025.6', '2026.8'] as const)(
  'a group that vanishes while the pages are walked takes no other group’s alias with it (%s)',
  async (version) => {
    const office = openOffice({ version, pageSize: 2 })
    const anna = office.person('anna')
    const ids = Array.from({ length: 7 }, (_, index) => office.group(`Team ${index}`, anna))
    await office.sync()
    const [first] = office.authentik
      .groups()
      .map(({ id }) => id)
      .sort()
      .filter((id) => ids.includes(id))
    before(office.authentik, /GET .*\/core\/groups\/\?.*\bpage=2\b/, () =>
      office.authentik.deleteGroup(first ?? ''),
    )
    await office.twice()
    const active = office.mailcow.aliases().filter((alias) => alias.active === 1)
    expect(active.every(({ privateComment }) => !privateComment?.includes(first ?? ''))).toBe(true)
    expect(active).toHaveLength(6)
  },
)

test('an alias that is deleted while a run is under way is made again by the next', async () => {
  const office = openOffice()
  const [anna, ben] = [office.person('anna'), office.person('ben')]
  const team = office.group('Team', anna)
  await office.sync()
  office.authentik.addMember(team, ben)
  before(office.mailcow, /GET .*\/get\/alias\/\d+$/, () =>
    office.mailcow.removeAlias(office.alias('team')?.id ?? 0),
  )
  const { results } = await office.sync()
  expect(results).toEqual([expect.objectContaining({ outcome: 'failed' })])
  await office.sync()
  expect(office.recipients('team')).toEqual(['anna@example.org', 'ben@example.org'])
})
