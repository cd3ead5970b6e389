import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Servers } from './company.ts'
import { measurePlan } from './measure.ts'
import { measureRules } from './rules.ts'

const rounds = 3
const states = ['new', 'settled'] as const
type State = (typeof states)[number]
const [small, large] = [1000, 10_000]
/** Plans of the small size for one of the large: both then last about as long, and share the machine alike. */
const smallPlans = 8
const targets = { smallMs: 3000, ratio: 12 }
/** Selecting and naming the groups of the large size; printed, and no failure on a machine that does other things too. */
const rulesMs = 300

/** Simulated servers in a process of their own. */
async function serve(groups: number, state: State): Promise<{ child: ChildProcess; servers: Servers }> {
  const child = fork(new URL('./serve.ts', import.meta.url), [String(groups), state])
  const [servers] = (await once(child, 'message')) as [Servers]
  return { child, servers }
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
async function compare(state: State): Promise<{ few: Times; many: Times }> {
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

const line = (...cells: string[]) =>
  process.stdout.write(`${cells.map((cell, index) => cell.padEnd(index === 0 ? 30 : 12)).join('')}\n`)
line('groups × 20 members', `${small}`, `${large}`, 'ratio')
for (const state of states) {
  const { few, many } = await compare(state)
  const name = state === 'new' ? 'no alias yet' : 'every alias in place'
  for (const clock of ['wall', 'cpu'] as const) {
    const [one, other] = [few[clock], many[clock]]
    line(
      `${name}, ${clock}`,
      `${Math.round(one)} ms`,
      `${Math.round(other)} ms`,
      `${(other / one).toFixed(1)} ×`,
    )
  }
  if (few.wall >= targets.smallMs || many.wall / few.wall > targets.ratio) process.exitCode = 1
}
line(`targets: ${targets.smallMs} ms and ${targets.ratio} × ${process.exitCode === 1 ? 'missed' : 'met'}`)
const { milliseconds, rules } = measureRules(large)
line(
  `selected and named by ${rules} rules`,
  '',
  `${Math.round(milliseconds)} ms`,
  `target ${rulesMs} ms ${milliseconds < rulesMs ? 'met' : 'missed'}`,
)
