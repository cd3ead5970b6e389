import { localPartFromName } from '@cowherd/plan'
import type { Step } from '../../whole/steps/step.ts'
import { addAlias } from '../../whole/world/foreign.ts'
import { addMailbox, groupsOf, usersOf, type World } from '../../whole/world/world.ts'

/** Who came last, to which group, as far as a group's own event told so. */
const newcomers = new WeakMap<World, { readonly user: number; readonly group: string }>()

/** What is done to people themselves: addresses that lists could be mixed up with, groups that no event names. */
export const personSteps: Readonly<Record<string, Step>> = {
  newcomer(world) {
    const [user] = world.random.some(usersOf(world), 1)
    const [group] = world.random.some(
      groupsOf(world).filter(({ id }) => !user?.groups.includes(id)),
      1,
    )
    if (!user || !group) return false
    world.company.authentik.addMember(group.id, user.pk)
    newcomers.set(world, { user: user.pk, group: group.id })
    return true
  },
  'newcomer leaves'(world) {
    const { user: pk, group } = newcomers.get(world) ?? {}
    const user = usersOf(world).find((one) => one.pk === pk)
    if (!user) return false
    newcomers.delete(world)
    if (world.random.chance(0.5)) world.company.authentik.deleteUser(user.pk)
    else world.company.authentik.updateUser(user.pk, { groups: user.groups.filter((id) => id !== group) })
    return true
  },
  'move person'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    const [left] = world.random.some(user.groups, 1)
    const [come] = world.random.some(groupsOf(world), 1)
    const groups = new Set([...user.groups.filter((id) => id !== left), ...(come ? [come.id] : [])])
    world.company.authentik.updateUser(user.pk, { groups: [...groups] })
    return true
  },
  'address of a list'(world) {
    const [group] = world.random.some(groupsOf(world), 1)
    const local = group && localPartFromName(group.name)
    if (local === undefined) return false
    return moveTo(world, `${local}@${world.random.pick(['example.org', 'alias.example'])}`)
  },
  'address in the alias domain'(world) {
    const local = `person.${world.serial()}`
    const kind = world.random.int(0, 3)
    if (kind === 0) addMailbox(world, `${local}@example.org`)
    if (kind === 1) addMailbox(world, `${local}@example.org`, 0)
    if (kind >= 1) addAlias(world, `${local}@${kind === 2 ? 'example.org' : 'alias.example'}`, {})
    return moveTo(world, `${local}@alias.example`)
  },
}

/** Gives an address to somebody; of those in groups that others are nested in where there are any. */
function moveTo(world: World, email: string): boolean {
  const groups = groupsOf(world)
  const parents = groups.filter(({ id }) => groups.some((group) => group.parents.includes(id)))
  const inside = new Set(parents.flatMap(({ users }) => users))
  const all = usersOf(world)
  const [user] = world.random.some(inside.size > 0 ? all.filter(({ pk }) => inside.has(pk)) : all, 1)
  if (!user) return false
  world.company.authentik.updateUser(user.pk, { email })
  return true
}
