import { handMadeAliases } from './aliases.ts'
import { groupSpecs } from './groups.ts'
import type { Company } from './model.ts'
import { createPeople, hasMailbox } from './people.ts'

const domain = 'fjord.example'
const shop = 'fjord-shop.example'

/** A maker of bicycle lamps with some two hundred people; the same on every call. */
export function createCompany(): Company {
  const people = createPeople(groupSpecs, domain)
  const boxes = new Map(
    people
      .filter((person) => hasMailbox(person, domain))
      .map(({ email, name }) => [email, { address: email, name }]),
  )
  const rooms = ['office', 'reception'].map((room) => ({ address: `${room}@${domain}`, name: room }))
  return {
    name: 'Fjord Lights',
    domain,
    otherDomains: [shop],
    people,
    groups: groupSpecs.map(({ name, parents = [], attributes = {}, superuser = false }) => ({
      ...{ name, parents, attributes, superuser },
    })),
    mailboxes: [...boxes.values(), ...rooms],
    aliases: handMadeAliases(people, domain, shop),
  }
}
