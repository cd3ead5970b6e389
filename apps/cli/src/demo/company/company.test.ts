import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { seedAuthentik, seedMailcow } from '../servers/seed.ts'
import { createCompany } from './company.ts'

describe('createCompany', () => {
  it('is the same company on every call, down to the ids that the servers give', () => {
    const seeded = () => {
      const clock = () => new Date('2026-11-24T08:00:00Z')
      const authentik = createAuthentikSimulator({ clock, version: '2026.8' })
      const mailcow = createMailcowSimulator({ clock })
      const company = createCompany()
      seedAuthentik(authentik, company)
      seedMailcow(mailcow, company)
      return { company, groups: authentik.groups(), users: authentik.users(), aliases: mailcow.aliases() }
    }
    expect(seeded()).toEqual(seeded())
  })

  it('gives everybody a name of their own, and refers to groups that exist', () => {
    const { people, groups } = createCompany()
    const names = new Set(groups.map(({ name }) => name))
    expect(names.size).toBe(groups.length)
    expect(new Set(people.map(({ username }) => username)).size).toBe(people.length)
    for (const { parents } of groups) for (const parent of parents) expect(names).toContain(parent)
    for (const person of people) for (const group of person.groups) expect(names).toContain(group)
    for (const { username } of people) expect(username).toMatch(/^[a-z.]+$/)
  })

  it('has every kind of trouble that a grown directory has', () => {
    const { people, groups, aliases, domain } = createCompany()
    const emails = people.map(({ email }) => email)
    expect(emails).toContain('')
    expect(emails.filter((email) => email.includes('(at)'))).toHaveLength(1)
    expect(emails.filter((email) => email === `line2.office@${domain}`)).toHaveLength(2)
    expect(people.filter(({ type }) => type === 'service_account')).toHaveLength(2)
    expect(people.filter(({ active }) => !active).length).toBeGreaterThan(5)
    expect(groups.filter(({ superuser }) => superuser)).toHaveLength(1)
    expect(groups.some(({ name }) => /^[^\p{L}\p{N}]+$/u.test(name))).toBe(true)
    expect(aliases.some(({ address }) => address === `@${domain}`)).toBe(true)
    expect(aliases.filter(({ adoptable }) => adoptable)).toHaveLength(1)
  })
})
