import type { World } from '../world/world.ts'
import type { Observer } from './observer.ts'
import { checkSettled } from './settled.ts'

/**
 * Lets a world come to rest without faults: at most two runs, each with the word of a person for what the one before held, then one more
 * that has nothing left to write. Gives what is wrong.
 */
export async function settle(world: World, observer: Observer): Promise<string[]> {
  const { company } = world
  company.authentik.faults.clear()
  company.mailcow.faults.clear()
  let left: string[] = []
  for (let count = 1; count <= 2; count += 1) {
    const { plan } = await company.plan()
    const observed = await observer.sync({ approve: plan.approval })
    if (observed.problems.length > 0) return observed.problems.map((problem) => `settling: ${problem}`)
    left = checkSettled(observed.outcome)
  }
  if (left.length > 0) return left.map((problem) => `after settling: ${problem}`)
  const { outcome, problems } = await observer.sync()
  if (outcome.writes.length === 0) return [...problems]
  return [
    ...problems,
    `a run with nothing to do wrote ${JSON.stringify(outcome.writes.map(({ body }) => body))}`,
  ]
}
