import { type CompanyOptions, createCompany } from '../harness/company.ts'
import { createRandom } from '../harness/random.ts'
import { randomPlainRules, rulesFrom } from '../oracle/rules.ts'
import { addForeignAliases, addInTheWay } from './foreign.ts'
import { addRandomGroup, addRandomUser, isManyParents } from './people.ts'
import { nameUser } from './personal.ts'
import { createWorld, groupsOf, usersOf, type World } from './world.ts'

/** A random company before Cowherd first sees it. */
export function generateWorld(seed: number): World {
  const random = createRandom(seed)
  const rules = random.chance(0.5) ? randomPlainRules(random) : undefined
  const options: CompanyOptions = {
    seed,
    version: random.chance(0.5) ? '2026.8' : '2025.6',
    pageSize: random.pick([3, 5, 100]),
    concurrency: random.int(1, 6),
    settings: {
      externalMembers: random.chance(0.8) ? 'keep' : 'drop',
      groups: random.chance(0.9) ? 'all' : 'opt-in',
      // Which of several lists may adopt follows from which aliases are theirs: that is left to cases without rules.
      ...(rules ? { rules: rulesFrom(rules), adopt: 'never' } : {}),
    },
  }
  const world = createWorld(createCompany(options), random, rules)
  for (let count = random.int(10, 24); count > 0; count -= 1) addRandomUser(world)
  for (let count = random.int(7, 18); count > 0; count -= 1) addRandomGroup(world)
  nestDeeply(world)
  if (rules?.personal) for (const user of usersOf(world)) nameUser(world, user.pk)
  addForeignAliases(world)
  if (random.chance(0.5)) addInTheWay(world)
  return world
}

/** Four levels below each other, sometimes with a diamond or a cycle. */
function nestDeeply(world: World): void {
  const { company, random } = world
  const [top, second, third, fourth] = random.some(groupsOf(world), 4).map(({ id }) => id)
  if (!top || !second || !third || !fourth) return
  company.authentik.updateGroup(second, { parents: [top] })
  company.authentik.updateGroup(third, { parents: [second] })
  company.authentik.updateGroup(fourth, { parents: isManyParents(world) ? [third, second] : [third] })
  if (random.chance(0.3)) company.authentik.updateGroup(top, { parents: [fourth] })
}
