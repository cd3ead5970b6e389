import { createCompany } from '../harness/company.ts'
import { createRandom } from '../harness/random.ts'
import { defaultSettings } from '../harness/settings.ts'
import { type PlainRules, rulesFrom } from '../oracle/rules.ts'
import { addForeignAliases } from '../world/foreign.ts'
import { addMailbox, createWorld } from '../world/world.ts'
import type { Scenario } from './scenario.ts'

/** So much happens at once here. */
const thresholds = { ...defaultSettings.thresholds, removedAliases: 0.6, removedMemberships: 0.6 }

const rules: PlainRules = {
  groups: [{ initials: 'l', lists: { endings: ['', '-list'], domains: ['example.org', 'second.example'] } }],
  personal: 'both',
}

/**
 * A company under rules in which the next run has one of everything to do for personal aliases: a new one, a rename, two that are swapped, one
 * with a new mailbox, one that is wanted no more, one whose user is inactive, one whose user is gone; and for a list with several addresses a
 * leaver and a rename. It has been seen once before, so that who is gone is known to be gone.
 */
export async function preparePersonalScenario(): Promise<Scenario> {
  const company = createCompany({
    ...{ pageSize: 5, concurrency: 1, hurriedMs: { timeoutMs: 25, patienceMs: 45 }, version: '2026.8' },
    settings: { rules: rulesFrom(rules), adopt: 'never', thresholds },
  })
  const { authentik } = company
  const world = createWorld(company, createRandom(1), rules)
  addForeignAliases(world)
  const addUser = (index: number, nick: readonly string[], name = `user-${index}`) => {
    const email = `person.${index}@example.org`
    addMailbox(world, email)
    return authentik.addUser({ username: `user-${index}`, name, email, attributes: { nick } })
  }
  const later = addUser(0, [])
  const married = addUser(1, [], 'Ada Berg')
  const [one, other] = [addUser(2, ['one']), addUser(3, ['other'])]
  const moved = addUser(4, ['moved', 'moved@second.example'])
  const less = addUser(5, ['less', 'kept'])
  const idle = addUser(6, ['idle'])
  const gone = addUser(7, ['gone'])
  for (let index = 8; index < 14; index += 1) addUser(index, [`steady-${index}`])
  const list = authentik.addGroup({ name: 'list', users: [later, married, moved] })
  const renamed = authentik.addGroup({ name: 'later renamed', users: [one, other] })
  await company.sync()

  authentik.deleteUser(gone)
  await company.sync()
  authentik.updateUser(later, { attributes: { nick: ['late', 'late@second.example'] } })
  authentik.updateUser(married, { name: 'Ada de Ruiter' })
  authentik.updateUser(one, { attributes: { nick: ['other'] } })
  authentik.updateUser(other, { attributes: { nick: ['one'] } })
  addMailbox(world, 'new.mailbox@example.org')
  authentik.updateUser(moved, { email: 'new.mailbox@example.org' })
  authentik.updateUser(less, { attributes: { nick: ['kept'] } })
  authentik.updateUser(idle, { active: false })
  authentik.removeMember(list, married)
  authentik.updateGroup(renamed, { name: 'look, renamed' })
  company.clock.advance({ minutes: 90 })
  authentik.requests.length = 0
  company.mailcow.requests.length = 0
  return { world, ripe: new Set(), gone: new Set([`user-${gone}`]) }
}
