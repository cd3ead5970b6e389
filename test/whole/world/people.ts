import { randomEmail } from './addresses.ts'
import { randomAttributes } from './attributes.ts'
import { randomName } from './names.ts'
import { groupsOf, usersOf, type World } from './world.ts'

/** Adds a user who is in some groups. */
export function addRandomUser(world: World): number {
  const { company, random } = world
  const groups = random.some(groupsOf(world), random.int(0, 2)).map(({ id }) => id)
  return company.authentik.addUser({
    username: `user-${world.serial()}`,
    email: randomEmail(world),
    active: random.chance(0.9),
    type: random.chance(0.06) ? 'service_account' : random.chance(0.1) ? 'external' : 'internal',
    groups,
  })
}

/** Adds a group with some members, perhaps below another; returns its id. */
export function addRandomGroup(world: World, name = randomName(world.random, world.serial())): string {
  const { company, random } = world
  const users = usersOf(world).map(({ pk }) => pk)
  const size = random.chance(0.15) ? random.int(10, 16) : random.int(0, 5)
  return company.authentik.addGroup({
    name,
    users: random.some(users, size),
    parents: random.chance(0.4) ? randomParents(world) : [],
    attributes: randomAttributes(world),
    superuser: random.chance(0.04),
  })
}

/** Groups to be nested in: at most one before 2026.8. */
export function randomParents(world: World): string[] {
  const { random } = world
  const ids = groupsOf(world).map(({ id }) => id)
  return random.some(ids, isManyParents(world) ? random.int(1, 2) : 1)
}

/** Whether a group may have several parents here. */
export function isManyParents({ company }: World): boolean {
  return company.version === '2026.8'
}
