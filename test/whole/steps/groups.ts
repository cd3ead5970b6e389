import { randomAttributes } from '../world/attributes.ts'
import { lookalike, randomName } from '../world/names.ts'
import { addRandomGroup, randomParents } from '../world/people.ts'
import { groupsOf, type World } from '../world/world.ts'
import type { Step } from './step.ts'

/** What happens to groups. */
export const groupSteps: Readonly<Record<string, Step>> = {
  'add group'(world) {
    addRandomGroup(world)
    return true
  },
  rename(world) {
    return onOne(world, (id) =>
      world.company.authentik.updateGroup(id, { name: randomName(world.random, world.serial()) }),
    )
  },
  swap: (world) => passRound(world, 2),
  rotation: (world) => passRound(world, 3),
  collision(world) {
    const [one, other] = world.random.some(groupsOf(world), 2)
    if (!one || !other) return false
    if (world.random.chance(0.5)) addRandomGroup(world, lookalike(one.name))
    else world.company.authentik.updateGroup(other.id, { name: lookalike(one.name) })
    return true
  },
  're-parent'(world) {
    return onOne(world, (id) =>
      world.company.authentik.updateGroup(id, {
        parents: world.random.chance(0.4) ? [] : randomParents(world).filter((parent) => parent !== id),
      }),
    )
  },
  'delete group'(world) {
    return onOne(world, (id) => world.company.authentik.deleteGroup(id))
  },
  'delete parent'(world) {
    const all = groupsOf(world)
    const parents = all.filter(({ id }) => all.some((group) => group.parents.includes(id)))
    const [parent] = world.random.some(parents, 1)
    if (!parent) return false
    world.company.authentik.deleteGroup(parent.id)
    return true
  },
  're-creation'(world) {
    const [group] = world.random.some(groupsOf(world), 1)
    if (!group) return false
    const { name, users, attributes, superuser } = group
    world.company.authentik.deleteGroup(group.id)
    const kept = world.random.chance(0.7) ? users : world.random.some(users, 1)
    world.company.authentik.addGroup({ name, users: kept, attributes, superuser })
    return true
  },
  'change attributes'(world) {
    return onOne(world, (id) =>
      world.company.authentik.updateGroup(id, { attributes: randomAttributes(world) }),
    )
  },
  'switch enabled'(world) {
    return onOne(world, (id) =>
      world.company.authentik.updateGroup(id, {
        attributes: { cowherd: { enabled: world.random.pick([true, false, 'perhaps']) } },
      }),
    )
  },
  'empty group'(world) {
    return onOne(world, (id) => world.company.authentik.updateGroup(id, { users: [] }))
  },
  'switch superuser'(world) {
    return onOne(world, (id) => {
      const group = groupsOf(world).find((each) => each.id === id)
      world.company.authentik.updateGroup(id, { superuser: !group?.superuser })
    })
  },
}

function onOne(world: World, act: (id: string) => void): boolean {
  const [group] = world.random.some(groupsOf(world), 1)
  if (!group) return false
  act(group.id)
  return true
}

/** Each group takes the name of the next one. */
function passRound(world: World, count: number): boolean {
  const groups = world.random.some(groupsOf(world), count)
  if (groups.length < count) return false
  groups.forEach(({ id }, index) => {
    const name = groups[(index + 1) % count]?.name
    if (name !== undefined) world.company.authentik.updateGroup(id, { name })
  })
  return true
}
