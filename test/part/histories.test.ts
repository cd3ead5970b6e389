import { expect, test } from 'vitest'
import { liveThrough } from './histories/history.ts'

const seed = Number(process.env['PART_SEED'] ?? 20261124)
const runs = Number(process.env['PART_RUNS'] ?? 300)

test(`${runs} histories without a sweep end as a whole run would have it`, async () => {
  const failures: unknown[] = []
  const widened = new Map<string, number>()
  let partRuns = 0
  for (let run = 0; run < runs && failures.length < 3; run += 1) {
    const history = await liveThrough(seed + run)
    partRuns += history.partRuns
    for (const cause of history.widened) widened.set(cause, (widened.get(cause) ?? 0) + 1)
    if (history.problems.length > 0) failures.push(history)
  }
  process.stdout.write(`${partRuns} part runs, widened: ${JSON.stringify([...widened])}\n`)
  expect(failures).toEqual([])
})
