import { expect, test } from 'vitest'
import { createTally } from '../whole/check/tally.ts'
import { type History, liveThrough } from './histories/history.ts'

/** A failure is repeated with PART_SEED=<its seed> PART_RUNS=1. */
const seed = Number(process.env['PART_SEED'] ?? 20261124)
const runs = Number(process.env['PART_RUNS'] ?? 300)

/** What has to be met in at least 2 % of the histories. */
const mustOccur = [
  ...['swap', 'rotation', 're-creation', 'collision', 're-parent', 'delete parent', 'delete group', 'rename'],
  ...['newcomer leaves', 'move person', 'hire', 'fire', 'switch activity', 'change address', 'add group'],
  ...['switch enabled', 'address of a list', 'drift', 'delete alias by hand', 'foreign alias in the way'],
  ...['rules', 'group attributes', 'what a group asks for', 'user attributes', 'display name'],
  ...['a further address', 'a personal alias', 'a part of a list', 'an alias to be released'],
]

/**
 * No event tells, and so no history holds: what is done on the mail server alone (aliases, mailboxes and domains; where a history does such
 * things, whoever they concern is saved in Authentik afterwards), what is done in Authentik by background tasks, and whether mail to
 * somebody in a list still arrives where an alias of somebody else takes it. All of that waits for the next sweep.
 */
test(`${runs} histories without a sweep end as a whole run would have it`, async () => {
  const tally = createTally()
  const failures: Pick<History, 'seed' | 'log' | 'problems'>[] = []
  const causes = new Map<string, number>()
  let partRuns = 0
  let pagedRuns = 0
  for (let run = 0; run < runs && failures.length < 3; run += 1) {
    const { log, problems, ...history } = await liveThrough(seed + run)
    tally.case([...history.steps, ...history.met])
    partRuns += history.partRuns
    pagedRuns += history.pagedRuns
    for (const cause of history.widened) causes.set(cause, (causes.get(cause) ?? 0) + 1)
    if (problems.length > 0) failures.push({ seed: history.seed, log, problems })
  }
  const widened = [...causes.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `${tally.cases} histories from seed ${seed}: ${partRuns} runs over a part, ${pagedRuns} of them with the directory by pages, ${widened} over everything ${JSON.stringify([...causes])}\n`,
  )
  expect(failures).toEqual([])
  if (runs < 100) return
  expect(mustOccur.filter((name) => tally.share(name) < 0.02)).toEqual([])
  expect(widened / partRuns).toBeLessThanOrEqual(0.05)
  expect(pagedRuns / partRuns).toBeGreaterThanOrEqual(0.02)
})
