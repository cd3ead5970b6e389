import type { PlanSettings } from '@cowherd/plan'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import { addAnchors, createLiveCompany } from '../service/harness/live-company.ts'
import { nothingHeld } from '../service/harness/thresholds.ts'
import { createRandom, type Random } from '../whole/harness/random.ts'
import { defaultSettings } from '../whole/harness/settings.ts'
import { groupSteps } from '../whole/steps/groups.ts'
import { peopleSteps } from '../whole/steps/people.ts'
import type { Step } from '../whole/steps/step.ts'
import { addAlias, addForeignAliases } from '../whole/world/foreign.ts'
import { addRandomGroup, addRandomUser } from '../whole/world/people.ts'
import { createWorld, groupsOf, usersOf, type World } from '../whole/world/world.ts'

const size = { groups: 40, users: 120 }
/** Hand-made aliases where groups will want to be. */
const inTheWay = ['board', 'kitchen', 'choir', 'ops']

/** A random company on the machine's own clock, with aliases of others among its own. */
export function createChaosWorld(seed: number): World {
  const random = createRandom(seed)
  const version = random.pick(['2025.6', '2026.8'] as const)
  const authentik = createAuthentikSimulator({ seed, version, delayMs: () => 2 })
  const mailcow = createMailcowSimulator({ delayMs: () => 2 })
  const settings: PlanSettings = {
    ...defaultSettings,
    owner: `chaos-${seed}`,
    thresholds: nothingHeld,
    adopt: 'never',
  }
  const world = createWorld(createLiveCompany({ authentik, mailcow, version, settings }), random)
  for (const local of inTheWay) addAlias(world, `${local}@example.org`, {})
  addForeignAliases(world)
  for (let count = size.users; count > 0; count -= 1) addRandomUser(world)
  for (let count = size.groups; count > 0; count -= 1) addRandomGroup(world)
  addAnchors(world)
  return world
}

const steps: Readonly<Record<string, Step>> = { ...peopleSteps, ...groupSteps }
/** These happen more often than all others. */
const usual = ['join', 'join', 'leave', 'leave', 'leave', 'switch activity', 'change address', 're-parent']

/** Lets one change happen to the directory, some of them without an event; gives its name. */
export function change(world: World, random: Random): string {
  for (let tries = 0; tries < 20; tries += 1) {
    const name = draw(world, random)
    const isSilent = !name.startsWith('delete') && name !== 're-creation' && random.chance(0.05)
    const step = steps[name]
    if (!step) throw new Error(`${name} is no step`)
    if (isSilent ? world.company.authentik.silently(() => step(world)) : step(world))
      return isSilent ? `unheard ${name}` : name
  }
  return 'nothing'
}

/** Keeps the company at its size. */
function draw(world: World, random: Random): string {
  const groups = groupsOf(world).length
  const users = usersOf(world).length
  if (groups < size.groups * 0.8) return 'add group'
  if (groups > size.groups * 1.2) return 'delete group'
  if (users < size.users * 0.8) return 'hire'
  if (users > size.users * 1.2) return 'fire'
  return random.chance(0.5) ? random.pick(usual) : random.pick(Object.keys(steps))
}
