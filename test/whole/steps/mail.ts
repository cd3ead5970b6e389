import { localPartFromName } from '@cowherd/plan'
import { addAlias, addInTheWay } from '../world/foreign.ts'
import { randomName } from '../world/names.ts'
import { addRandomGroup } from '../world/people.ts'
import { addMailbox, foreignOf, groupsOf } from '../world/world.ts'
import type { Step } from './step.ts'

/** What else happens on the mail server. */
export const mailSteps: Readonly<Record<string, Step>> = {
  'foreign alias in the way'(world) {
    const name = randomName(world.random, world.serial())
    const local = localPartFromName(name)
    const [group] = world.random.some(groupsOf(world), 1)
    if (local === undefined || !group) return false
    if (world.random.chance(0.5)) world.company.authentik.updateGroup(group.id, { name })
    else addRandomGroup(world, name)
    return addInTheWay(world, local) !== undefined
  },
  'foreign alias'(world) {
    return addAlias(world, `hand-${world.serial()}@example.org`, { privateComment: 'mine' }) !== undefined
  },
  'edit foreign alias'(world) {
    const [alias] = world.random.some(
      foreignOf(world).filter(({ goto }) => goto !== 'null@localhost'),
      1,
    )
    if (!alias) return false
    world.company.mailcow.editAlias(alias.id, { goto: `new-${world.serial()}@partner.example` })
    return true
  },
  'delete foreign alias'(world) {
    const [alias] = world.random.some(foreignOf(world), 1)
    if (!alias) return false
    world.company.mailcow.removeAlias(alias.id)
    return true
  },
  'delete mailbox'(world) {
    const [address] = world.random.some([...world.mailboxes.keys()], 1)
    if (address === undefined) return false
    world.company.mailcow.removeMailbox(address)
    world.mailboxes.delete(address)
    return true
  },
  'switch mailbox'(world) {
    const [address] = world.random.some([...world.mailboxes.keys()], 1)
    if (address === undefined) return false
    const active = world.random.pick([0, 1, 2] as const)
    world.company.mailcow.setMailboxActive(address, active)
    world.mailboxes.set(address, active)
    return true
  },
  'mailbox at last'(world) {
    const { users } = world.facts()
    const lost = [...users.values()]
      .map(({ email }) => email.toLowerCase())
      .filter((email) => /^[\w.-]+@example\.org$/.test(email) && !world.mailboxes.has(email))
    const [address] = world.random.some(lost, 1)
    return address !== undefined && addMailbox(world, address)
  },
}
