import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Part } from '../rows/part.ts'
import { tell } from '../rows/progress.ts'
import { milliseconds, type Row } from '../service/row.ts'
import type { InStep } from './in-step.ts'
import { measurePlan } from './measure.ts'
import { measureRules } from './rules.ts'
import type { Servers } from './servers.ts'

const states = ['new', 'settled'] as const
type State = (typeof states)[number]
/** Plans of the small size for one of the large: both then last about as long, and share the machine alike. */
const smallPlans = 8
const mostSmallMs = 3000
/** What may be left of linear growth: ten times the groups in twelve times the time. */
const mostGrowth = 1.2
/** Selecting and naming the groups of the large size. */
const mostRulesMs = 300
/** Of a sweep of the large size that finds nothing to change: what is neither waiting nor reading. */
const mostInStepMs = 1_000

/** Reading both sides and planning where answers come at once: how it grows with the size, and what rules cost. */
export const measurePlans: Part = async (_places, { groups, repeat }) => {
  const [small = 100, large = 1_000] = groups.slice(-2)
  const targets: Row[] = []
  for (const state of states) {
    tell(`plan: ${small} and ${large} groups, ${state}`)
    const { few, many } = await compare(state, small, large, repeat)
    const name = state === 'new' ? 'no alias yet' : 'every alias in place'
    const growth = (clock: keyof Times) => many[clock] / few[clock]
    const most = (mostGrowth * large) / small
    targets.push(
      {
        what: `read and plan ${large.toLocaleString('en')} groups without latency, ${name}, against ${small.toLocaleString('en')}`,
        target: `≤ ${most.toFixed(0)} ×`,
        measured: `${growth('wall').toFixed(1)} × (${milliseconds(many.wall)}); processor time ${growth('cpu').toFixed(1)} × (${milliseconds(many.cpu)})`,
        met: growth('wall') <= most,
      },
      {
        what: `read and plan ${small.toLocaleString('en')} groups without latency, ${name}`,
        target: `< ${milliseconds(mostSmallMs)}`,
        measured: milliseconds(few.wall),
        met: few.wall < mostSmallMs,
      },
    )
  }
  tell(`plan: ${large} groups in step`)
  const { plan, remember } = await measureAlone(large)
  targets.push({
    what: `plan and compare ${large.toLocaleString('en')} groups in step, in a process that keeps small as serve does`,
    target: `< ${milliseconds(mostInStepMs)} of a processor`,
    measured: `${milliseconds(plan + remember)}: plan ${milliseconds(plan)}, comparison with what was remembered ${milliseconds(remember)}`,
    met: plan + remember < mostInStepMs,
  })
  const named = measureRules(large)
  targets.push({
    what: `${large.toLocaleString('en')} groups selected and named by ${named.rules} rules`,
    target: `< ${milliseconds(mostRulesMs)}`,
    measured: milliseconds(named.milliseconds),
    met: named.milliseconds < mostRulesMs,
  })
  return { lines: [], targets }
}

/** Simulated servers in a process of their own. */
async function serve(groups: number, state: State): Promise<{ child: ChildProcess; servers: Servers }> {
  const child = fork(new URL('./serve.ts', import.meta.url), [String(groups), state])
  const [servers] = (await once(child, 'message')) as [Servers]
  return { child, servers }
}

/** Plans in step, measured in a process that does nothing else. */
async function measureAlone(groups: number): Promise<InStep> {
  const { child, servers } = await serve(groups, 'settled')
  const alone = fork(new URL('./alone.ts', import.meta.url), [JSON.stringify(servers)])
  try {
    const failed = once(alone, 'exit').then(() => Promise.reject(new Error('planning in step failed')))
    const [measured] = (await Promise.race([once(alone, 'message'), failed])) as [InStep]
    if (measured.unchanged !== groups)
      throw new Error(`${measured.unchanged} of ${groups} groups are in step`)
    return measured
  } finally {
    alone.kill()
    child.kill()
  }
}

/** Mean times of some plans, in milliseconds. */
interface Times {
  readonly wall: number
  readonly cpu: number
}

/** Plans some times; each plan has to have every group in it. */
async function timesOf(plans: number, groups: number, state: State, servers: Servers): Promise<Times> {
  let [wall, cpu] = [0, 0]
  for (let plan = 0; plan < plans; plan += 1) {
    const measured = await measurePlan(servers)
    const found = state === 'new' ? measured.changes : measured.unchanged
    if (found !== groups) throw new Error(`${found} of ${groups} groups are in the plan`)
    wall += measured.milliseconds / plans
    cpu += measured.cpuMilliseconds / plans
  }
  return { wall, cpu }
}

/** Both sizes in the round whose ratio of wall times is the middle one. */
async function compare(
  state: State,
  small: number,
  large: number,
  rounds: number,
): Promise<{ few: Times; many: Times }> {
  const [little, much] = [await serve(small, state), await serve(large, state)]
  try {
    await timesOf(2, small, state, little.servers)
    const results: { few: Times; many: Times }[] = []
    for (let round = 0; round < rounds; round += 1) {
      results.push({
        few: await timesOf(smallPlans, small, state, little.servers),
        many: await timesOf(1, large, state, much.servers),
      })
    }
    results.sort((a, b) => a.many.wall / a.few.wall - b.many.wall / b.few.wall)
    const [middle] = results.slice(Math.floor(rounds / 2))
    if (!middle) throw new Error('nothing was measured')
    return middle
  } finally {
    little.child.kill()
    much.child.kill()
  }
}
