import type { PlanSettings } from '@cowherd/plan'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import { createRandom } from '../../whole/harness/random.ts'
import { defaultSettings } from '../../whole/harness/settings.ts'
import { addForeignAliases, addInTheWay } from '../../whole/world/foreign.ts'
import { addRandomGroup, addRandomUser } from '../../whole/world/people.ts'
import { createWorld, type World } from '../../whole/world/world.ts'
import { addAnchors, createLiveCompany } from '../harness/live-company.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import type { Setting } from './setting.ts'

/** A random live company. */
export function generateLiveWorld({ seed, version }: Setting): World {
  const random = createRandom(seed)
  const authentik = createAuthentikSimulator({ seed, version })
  const mailcow = createMailcowSimulator()
  const settings: PlanSettings = { ...defaultSettings, owner: `world-${seed}`, thresholds: nothingHeld }
  const world = createWorld(createLiveCompany({ authentik, mailcow, version, settings }), random)
  for (let count = random.int(8, 16); count > 0; count -= 1) addRandomUser(world)
  for (let count = random.int(6, 12); count > 0; count -= 1) addRandomGroup(world)
  addAnchors(world)
  addForeignAliases(world)
  if (random.chance(0.5)) addInTheWay(world)
  return world
}
