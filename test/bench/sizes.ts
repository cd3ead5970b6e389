import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Servers } from './company.ts'
import { measurePlan } from './measure.ts'

const rounds = 3
const states = ['new', 'settled'] as const
type State = (typeof states)[number]
const [small, large] = [1000, 10_000]
/** Plans of the small size for one of the large: both then last about as long, and share the machine alike. */
const smallPlans = 8
const targets = { smallMs: 3000, ratio: 12 }

/** Simulated servers in a process of their own. */
async function serve(groups: number, state: State): Promise<{ child: ChildProcess; servers: Servers }> {
  const child = fork(new URL('./serve.ts', import.meta.url), [String(groups), state])
  const [servers] = (await once(child, 'message')) as [Servers]
  return { child, servers }
}

/** Mean time of some plans, in milliseconds; each has to have every group in it. */
async function meanOf(plans: number, groups: number, state: State, servers: Servers): Promise<number> {
  let sum = 0
  for (let plan = 0; plan < plans; plan += 1) {
    const { milliseconds, changes, unchanged } = await measurePlan(servers)
    const found = state === 'new' ? changes : unchanged
    if (found !== groups) throw new Error(`${found} of ${groups} groups are in the plan`)
    sum += milliseconds
  }
  return sum / plans
}

/** Times of both sizes, in milliseconds, and their ratio: those of the round with the middle ratio. */
async function compare(state: State): Promise<{ smallMs: number; largeMs: number; ratio: number }> {
  const few = await serve(small, state)
  const many = await serve(large, state)
  try {
    await meanOf(2, small, state, few.servers)
    const results: { smallMs: number; largeMs: number; ratio: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const smallMs = await meanOf(smallPlans, small, state, few.servers)
      const largeMs = await meanOf(1, large, state, many.servers)
      results.push({ smallMs, largeMs, ratio: largeMs / smallMs })
    }
    results.sort((a, b) => a.ratio - b.ratio)
    return results[Math.floor(rounds / 2)] ?? { smallMs: Number.NaN, largeMs: Number.NaN, ratio: Number.NaN }
  } finally {
    few.child.kill()
    many.child.kill()
  }
}

const line = (...cells: string[]) =>
  process.stdout.write(`${cells.map((cell) => cell.padEnd(22)).join('')}\n`)
line(
  'groups × 20 members',
  `${small}`,
  `${large}`,
  'ratio',
  `targets: ${targets.smallMs} ms, ${targets.ratio} ×`,
)
for (const state of states) {
  const { smallMs, largeMs, ratio } = await compare(state)
  const isMet = smallMs < targets.smallMs && ratio <= targets.ratio
  line(
    state === 'new' ? 'no alias yet' : 'every alias in place',
    `${Math.round(smallMs)} ms`,
    `${Math.round(largeMs)} ms`,
    `${ratio.toFixed(1)} ×`,
    isMet ? 'met' : 'missed',
  )
  if (!isMet) process.exitCode = 1
}
