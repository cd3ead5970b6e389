import { expect, test } from 'vitest'
import { openOffice } from './golden/office.ts'

test.each(['2025.6', '2026.8'] as const)(
  '1,030 groups over 11 pages all have their alias after one run, and a second run writes nothing (%s)',
  async (version) => {
    const office = openOffice({ version })
    const people = Array.from({ length: 40 }, (_, index) => office.person(`person.${index}`))
    for (let index = 0; index < 1028; index += 1) {
      office.group(`group ${index}`, people[index % 40] ?? 0, people[(index * 7 + 1) % 40] ?? 0)
    }
    await office.sync()
    expect(office.authentik.groups()).toHaveLength(1030)
    const pages = office.authentik.requests.filter(({ path }) => /page=11\b/.test(path))
    expect(pages.length).toBeGreaterThan(0)
    const addresses = new Set(office.mailcow.aliases().map(({ address }) => address))
    const missing = Array.from({ length: 1028 }, (_, index) => `group-${index}@example.org`).filter(
      (address) => !addresses.has(address),
    )
    expect(missing).toEqual([])
    office.writes.clear()
    office.authentik.requests.length = 0
    await office.sync()
    expect(office.writes.entries).toEqual([])
    const lists = office.authentik.requests.filter(({ path }) => /\/core\/groups\/\?.*\bpage=/.test(path))
    expect(lists).toHaveLength(22)
  },
)
