import type { GroupSpec } from './groups.ts'
import type { Person } from './model.ts'
import { accountName, personName } from './names.ts'

/** One of so many people with a desk has left: their account is inactive and still in its groups. */
const leaverEvery = 25

/** Everybody with a desk in a group, then the accounts that are unlike others. */
export function createPeople(specs: readonly GroupSpec[], domain: string): Person[] {
  const staff: Person[] = []
  for (const spec of specs) {
    for (let desk = 0; desk < (spec.staff ?? 0); desk += 1) {
      const number = staff.length
      const name = personName(number)
      const username = accountName(name)
      const active = !spec.left && number % leaverEvery !== leaverEvery - 1
      const email = `${username}@${domain}`
      staff.push({ username, name, email, active, type: 'internal', groups: [spec.name] })
    }
  }
  return [...withFurtherGroups(staff, specs), ...oddAccounts(domain)]
}

/** Puts people of some groups into others, as projects do; each group starts with somebody else. */
function withFurtherGroups(staff: readonly Person[], specs: readonly GroupSpec[]): Person[] {
  const further = new Map<string, string[]>()
  specs.forEach((spec, index) => {
    for (const [team, number] of Object.entries(spec.from ?? {})) {
      const colleagues = staff.filter(({ groups }) => groups.includes(team))
      const start = index % (colleagues.length - number + 1)
      for (const { username } of colleagues.slice(start, start + number)) {
        further.set(username, [...(further.get(username) ?? []), spec.name])
      }
    }
  })
  return staff.map((person) => ({
    ...person,
    groups: [...person.groups, ...(further.get(person.username) ?? [])],
  }))
}

/** Addresses that cannot or should not simply become members of an alias. */
function oddAccounts(domain: string): Person[] {
  const person = (
    name: string,
    email: string,
    groups: readonly string[],
    type: Person['type'] = 'internal',
  ): Person => ({ username: accountName(name), name, email, active: true, type, groups })
  const shared = `line2.office@${domain}`
  return [
    person('Paula Brandt', '', ['Einkauf']),
    person('Tim Kessler', `tim.kessler(at)${domain}`, ['Controlling']),
    person('Jana Vogt', `jana.vogt@${domain}`, ['Help Desk']),
    person('Claire Dubois', 'claire@dubois-consulting.example', ['Project Borealis'], 'external'),
    person('Heike Sander', shared, ['Assembly Line 2']),
    person('Mirko Sander', shared, ['Assembly Line 2']),
    person('svc backup', `backup@${domain}`, ['IT Operations'], 'service_account'),
    person('svc monitoring', `monitoring@${domain}`, ['IT Operations'], 'service_account'),
  ]
}

/** Whether Mailcow has a mailbox for somebody: most have, and those who have none make trouble. */
export function hasMailbox({ username, email }: Person, domain: string): boolean {
  return email.endsWith(`@${domain}`) && username !== 'jana.vogt'
}
