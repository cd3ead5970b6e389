import { expect, test } from 'vitest'
import { createTally } from './check/tally.ts'
import { faultKinds } from './faults/places.ts'
import { liveThrough } from './random-syncs.ts'

const seed = Number(process.env['WHOLE_SEED'] ?? 20261124)
const runs = Number(process.env['WHOLE_RUNS'] ?? 100)
const rounds = 10

/** What has to be met in at least 2 % of the cases. */
const mustOccur = [
  ...['swap', 'rotation', 're-creation', 'collision', 'delete parent', 'shared address in a group', 'drift'],
  ...['several addresses', 'a personal alias', 'a group that a rule ignores', 'personal address'],
  ...faultKinds.map((kind) => `fault ${kind}`),
]

test(`${runs * rounds} random syncs`, async () => {
  const tally = createTally()
  const failures: unknown[] = []
  for (let run = 0; run < runs && failures.length < 3; run += 1) {
    const failure = await liveThrough(seed + run, rounds, tally)
    if (failure) failures.push(failure)
  }
  process.stdout.write(`${tally.cases} random syncs from seed ${seed}\n${tally.lines().join('\n')}\n`)
  expect(failures).toEqual([])
  expect(mustOccur.filter((name) => tally.share(name) < 0.02)).toEqual([])
})
