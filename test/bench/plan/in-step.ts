import { createPlan, type PlanInput } from '@cowherd/plan'
import { noLimits } from '@cowherd/plan/testkit'
import { createGraph, createVolatileValues, planRun, rememberWhole } from '@cowherd/reconcile'
import { defaultSettings } from '../../whole/harness/settings.ts'
import { quantile } from '../service/row.ts'
import type { Servers } from './servers.ts'
import { cpuMsSince, sidesOf } from './sides.ts'

/** Processor time of this process that planning took where nothing is to be changed, in milliseconds; the middle of some rounds. */
export interface InStep {
  /** Desired state, comparison with all aliases, and verdict. */
  readonly plan: number
  /** Finding that the memory of the reading before is still right. */
  readonly remember: number
  readonly unchanged: number
}

const rounds = 5

/** Reads once and plans again and again. */
export async function measureInStep(servers: Servers): Promise<InStep> {
  const settings = { ...defaultSettings, owner: 'bench', thresholds: noLimits }
  const { reading } = await planRun({ ...sidesOf(servers), settings })
  const input: PlanInput = {
    ...{ directory: reading.directory, target: reading.target, settings, now: new Date() },
    ...{ gone: new Set(), nightly: false, recent: { aliases: 0, memberships: 0 }, clockOff: false },
  }
  const graph = createGraph(createVolatileValues())
  await rememberWhole(graph, 'first', reading, settings)
  const [plan, remember]: [number[], number[]] = [[], []]
  let unchanged = 0
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage()
    const made = createPlan(input)
    plan.push(cpuMsSince(before))
    if (made.changes.length > 0) throw new Error(`${made.changes.length} changes where all is in step`)
    unchanged = made.unchanged
    const between = process.cpuUsage()
    await rememberWhole(graph, `round ${round}`, reading, settings)
    remember.push(cpuMsSince(between))
  }
  return { plan: quantile(plan, 0.5), remember: quantile(remember, 0.5), unchanged }
}
