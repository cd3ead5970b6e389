import { randomEmail, sharedEmail } from '../world/addresses.ts'
import { addRandomUser } from '../world/people.ts'
import { nameUser } from '../world/personal.ts'
import { groupsOf, usersOf } from '../world/world.ts'
import type { Step } from './step.ts'

/** What happens to people. */
export const peopleSteps: Readonly<Record<string, Step>> = {
  join(world) {
    const [group] = world.random.some(groupsOf(world), 1)
    const [user] = world.random.some(usersOf(world), 1)
    if (!group || !user) return false
    world.company.authentik.addMember(group.id, user.pk)
    return true
  },
  leave(world) {
    const [group] = world.random.some(
      groupsOf(world).filter(({ users }) => users.length > 0),
      1,
    )
    if (!group) return false
    world.company.authentik.removeMember(group.id, world.random.pick(group.users))
    return true
  },
  hire(world) {
    addRandomUser(world)
    return true
  },
  fire(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.deleteUser(user.pk)
    return true
  },
  'switch activity'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.updateUser(user.pk, { active: !user.active })
    return true
  },
  'change address'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.updateUser(user.pk, { email: randomEmail(world) })
    return true
  },
  'personal address'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user || !world.facts().rules?.personal) return false
    nameUser(world, user.pk)
    return true
  },
  'share an address'(world) {
    const [group] = world.random.some(
      groupsOf(world).filter(({ users }) => users.length > 0),
      1,
    )
    const [user] = world.random.some(usersOf(world), 1)
    const email = sharedEmail(world)
    if (!group || !user || email === undefined) return false
    world.company.authentik.updateUser(user.pk, {
      email: world.random.chance(0.5) ? email : email.toUpperCase(),
    })
    world.company.authentik.addMember(group.id, user.pk)
    return true
  },
}
