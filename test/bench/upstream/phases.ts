import { type Exchange, isOfRun, isWrite } from './exchange.ts'

/** Where the time of a run goes: `plan` is all time in which no request is under way, `wait` what passes before the first. */
export const phases = ['wait', 'read', 'plan', 'apply', 'verify'] as const

export type Phase = (typeof phases)[number]

/** Milliseconds by phase; they add up to the whole time. */
export type Breakdown = Readonly<Record<Phase, number>>

/**
 * Splits the time from `begin` to `end` by what is under way at each moment: a write before a look at a single alias, that before other
 * readings. Made from what the servers saw, so that it means the same for every program.
 */
export function breakDown(exchanges: readonly Exchange[], begin: number, end: number): Breakdown {
  const inside = exchanges.filter((one) => isOfRun(one) && one.end > begin && one.begin < end)
  const phased = phasesOf(inside)
  const points = [begin, end, ...inside.flatMap((one) => [one.begin, one.end])]
    .filter((at) => at >= begin && at <= end)
    .sort((a, b) => a - b)
  const first = Math.min(end, ...inside.map((one) => one.begin))
  const sums: Record<Phase, number> = { wait: 0, read: 0, plan: 0, apply: 0, verify: 0 }
  for (let index = 1; index < points.length; index += 1) {
    const [from = 0, to = 0] = [points[index - 1], points[index]]
    if (to === from) continue
    const middle = (from + to) / 2
    const under = phased.filter(({ one }) => one.begin <= middle && one.end >= middle)
    const phase = (['apply', 'verify', 'read'] as const).find((wanted) =>
      under.some((other) => other.phase === wanted),
    )
    sums[phase ?? (middle < first ? 'wait' : 'plan')] += to - from
  }
  return sums
}

/** Milliseconds in which at least one request was under way. */
export function upstreamMs({ read, apply, verify }: Breakdown): number {
  return read + apply + verify
}

function phasesOf(exchanges: readonly Exchange[]): { one: Exchange; phase: Phase }[] {
  const sorted = [...exchanges].sort((a, b) => a.begin - b.begin)
  const isWhole = sorted.some(({ path }) => path.includes('/get/alias/all'))
  const seen = new Set<string>()
  return sorted.map((one) => {
    if (isWrite(one)) return { one, phase: 'apply' }
    if (!one.path.includes('/get/alias/') || one.path.includes('/get/alias/all'))
      return { one, phase: 'read' }
    // The first look at an alias is the reading of a part, every further one makes sure of a write.
    const isFurther = isWhole || seen.has(one.path)
    seen.add(one.path)
    return { one, phase: isFurther ? 'verify' : 'read' }
  })
}
