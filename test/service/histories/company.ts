import type { PlanSettings } from '@cowherd/plan'
import { createVolatileMemory } from '@cowherd/reconcile'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import type { Company } from '../../whole/harness/company.ts'
import { createRandom } from '../../whole/harness/random.ts'
import { defaultSettings } from '../../whole/harness/settings.ts'
import { createWriteLog } from '../../whole/harness/write-log.ts'
import { addForeignAliases, addInTheWay } from '../../whole/world/foreign.ts'
import { addRandomGroup, addRandomUser } from '../../whole/world/people.ts'
import { createWorld, type World } from '../../whole/world/world.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import type { Setting } from './setting.ts'

/** A random company on the machine's own clock; a service in other processes keeps its aliases, not the company itself. */
export function generateLiveWorld({ seed, version }: Setting): World {
  const random = createRandom(seed)
  const authentik = createAuthentikSimulator({ seed, version })
  const mailcow = createMailcowSimulator()
  const settings: PlanSettings = { ...defaultSettings, owner: `world-${seed}`, thresholds: nothingHeld }
  mailcow.addDomain({ domain: settings.domain })
  const nobody = () => Promise.reject(new Error('the service does this'))
  const company: Company = {
    ...{ authentik, mailcow, version, settings },
    clock: { now: () => new Date(), advance: () => {} },
    memory: createVolatileMemory(),
    writes: createWriteLog(mailcow.fetch),
    sync: nobody,
    plan: nobody,
  }
  const world = createWorld(company, random)
  for (let count = random.int(8, 16); count > 0; count -= 1) addRandomUser(world)
  for (let count = random.int(6, 12); count > 0; count -= 1) addRandomGroup(world)
  addAnchors(world)
  addForeignAliases(world)
  if (random.chance(0.5)) addInTheWay(world)
  return world
}

/** Groups that no step touches: where all aliases would stop at once, a run waits for a person, and nobody is here to give the word. */
function addAnchors({ company }: World): void {
  const anchor = company.authentik.addUser({ username: 'anchor', email: 'anchor@elsewhere.test' })
  for (const name of ['always one', 'always two']) company.authentik.addGroup({ name, users: [anchor] })
}
