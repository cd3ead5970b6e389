import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Servers } from './company.ts'
import { measurePlan } from './measure.ts'

const rounds = 5
const states = ['new', 'settled'] as const
const [small, large] = [1000, 10_000]
const targets = { smallMs: 3000, ratio: 12 }

/** The fastest of several plans, in milliseconds, against servers in a process of their own: the others shared the machine. */
async function fastestOf(groups: number, state: (typeof states)[number]): Promise<number> {
  const child: ChildProcess = fork(new URL('./serve.ts', import.meta.url), [String(groups), state])
  try {
    const [servers] = (await once(child, 'message')) as [Servers]
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { milliseconds, changes, unchanged } = await measurePlan(servers)
      const found = state === 'new' ? changes : unchanged
      if (found !== groups) throw new Error(`${found} of ${groups} groups are in the plan`)
      times.push(milliseconds)
    }
    return Math.min(...times)
  } finally {
    child.kill()
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
  const times = [await fastestOf(small, state), await fastestOf(large, state)] as const
  const ratio = times[1] / times[0]
  const isMet = times[0] < targets.smallMs && ratio <= targets.ratio
  const name = state === 'new' ? 'no alias yet' : 'every alias in place'
  line(
    name,
    ...times.map((time) => `${Math.round(time)} ms`),
    `${ratio.toFixed(1)} ×`,
    isMet ? 'met' : 'missed',
  )
  if (!isMet) process.exitCode = 1
}
