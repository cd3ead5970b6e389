import type { World } from '../world/world.ts'
import { driftSteps } from './drift.ts'
import { groupSteps } from './groups.ts'
import { mailSteps } from './mail.ts'
import { peopleSteps } from './people.ts'

const steps = Object.entries({ ...peopleSteps, ...groupSteps, ...driftSteps, ...mailSteps })
const steered = steps.filter(([name]) =>
  [
    ...['swap', 'rotation', 're-creation', 'collision', 'delete parent', 'share an address', 'drift'],
    'personal address',
  ].includes(name),
)

/** Lets something random happen; tells its name. */
export function takeRandomStep(world: World): string {
  for (let tries = 0; tries < 20; tries += 1) {
    const [name, step] = world.random.pick(world.random.chance(0.35) ? steered : steps)
    if (step(world)) return name
  }
  return 'nothing'
}
