import type { PlanSettings } from '@cowherd/plan'
import { createCompany } from '../../whole/harness/company.ts'
import { createRandom } from '../../whole/harness/random.ts'
import { defaultSettings } from '../../whole/harness/settings.ts'
import { addForeignAliases, addInTheWay } from '../../whole/world/foreign.ts'
import { addRandomGroup, addRandomUser, isManyParents } from '../../whole/world/people.ts'
import { createWorld, groupsOf, usersOf, type World } from '../../whole/world/world.ts'
import { adornWorld } from './attributes.ts'
import { randomRules } from './rules.ts'

/** Nothing is ever too much. */
const lax: PlanSettings['thresholds'] = {
  ...defaultSettings.thresholds,
  removedAliases: 1,
  removedMemberships: 1,
  memberLoss: 1,
}

/** A random company before its first run. */
export function foundCompany(seed: number): World {
  const random = createRandom(seed)
  const company = createCompany({
    seed,
    version: random.chance(0.5) ? '2026.8' : '2025.6',
    settings: {
      externalMembers: random.chance(0.8) ? 'keep' : 'drop',
      groups: random.chance(0.9) ? 'all' : 'opt-in',
      thresholds: random.chance(0.7) ? lax : defaultSettings.thresholds,
      rules: randomRules(random),
    },
  })
  const world = createWorld(company, random)
  for (let count = random.int(8, 20); count > 0; count -= 1) addRandomUser(world)
  for (let count = random.int(5, 16); count > 0; count -= 1) addRandomGroup(world)
  for (let count = random.int(0, 6); count > 0; count -= 1) nest(world)
  if (hasRules(world)) adornWorld(world)
  addForeignAliases(world)
  if (random.chance(0.5)) addInTheWay(world)
  if (random.chance(0.1)) addBranches(world)
  return world
}

/** Whether a world has a file of rules. */
export function hasRules({ company: { settings } }: World): boolean {
  return settings.rules.groups.length + settings.rules.users.length > 0
}

/** Puts so many groups below one, in long chains and side by side, that they are not read one by one. */
function addBranches(world: World): void {
  const { company, random } = world
  const [root] = random.some(groupsOf(world), 1)
  const people = usersOf(world).map(({ pk }) => pk)
  for (let count = random.int(32, 45), last = root?.id; count > 0 && root; count -= 1) {
    const parent = random.chance(0.4) ? root.id : (last ?? root.id)
    const name = `branch ${world.serial()}`
    last = company.authentik.addGroup({
      name,
      users: random.some(people, random.int(0, 2)),
      parents: [parent],
    })
  }
}

/** Puts a group below others: diamonds and circles come of it. */
function nest(world: World): void {
  const { company, random } = world
  const [group, ...parents] = random.some(groupsOf(world), isManyParents(world) ? random.int(2, 3) : 2)
  if (group) company.authentik.updateGroup(group.id, { parents: parents.map(({ id }) => id) })
}
