import { problemOf } from './groups.ts'
import { type Judged, judge, type Outcome } from './outcome.ts'

/** With no fault and nothing held, the target is exactly what the oracle says, and what is named is what is stuck. */
export function checkSettled(outcome: Outcome): string[] {
  const judged: Judged = judge(outcome)
  const { named, stances } = judged
  if (!named) return ['the last run ended in an error']
  const problems: string[] = []
  if (named.held > 0) problems.push(`${named.held} changes are still held`)
  if (named.failed > 0) problems.push(`${named.failed} changes failed without a fault`)
  for (const [id, all] of stances) {
    const name = `group "${judged.before.groups.get(id)?.name.slice(0, 40)}" (${id})`
    const found = new Set(all.flatMap((stance) => problemOf(judged, id, stance) ?? []))
    problems.push(...[...found].map((problem) => `${name}: ${problem}`))
    const isStuck = all.some(({ kind }) => kind === 'stuck')
    if (named.conflicts.has(id) && !isStuck) problems.push(`${name}: a conflict that is none`)
  }
  for (const { alias, marker } of judged.ownedAfter.values()) {
    if (alias.active === 1 && !stances.has(marker.group))
      problems.push(`${alias.address} is active and its group is gone`)
  }
  return problems
}
