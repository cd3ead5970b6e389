import { afterAll, expect, test } from 'vitest'
import { backendsOf, createLane, workInLanes } from './histories/lanes.ts'
import { type Counterexample, createFindings, liveInWorld } from './histories/worlds.ts'

const seed = Number(process.env['SERVICE_SEED'] ?? 20261124)
const runs = Number(process.env['SERVICE_RUNS'] ?? 100)
const perWorld = 10

/** Most of a history is waiting: for webhooks, locks, and until all is quiet. */
const first = createLane()
const lanes = [first, createLane(), createLane()]
const backends = await backendsOf(first)
afterAll(async () => {
  for (const lane of lanes) await lane.stop()
})

test(`after any history the aliases are what a fresh look at everything makes (${runs} histories)`, {
  timeout: runs * 60_000,
}, async () => {
  const begun = performance.now()
  const findings = createFindings()
  const failures: Counterexample[] = []
  const seeds = Array.from({ length: Math.ceil(runs / perWorld) }, (_, world) => seed + world)
  await workInLanes(lanes, seeds, async (worldSeed, lane) => {
    const failure = await liveInWorld(worldSeed, perWorld, backends, lane, findings)
    if (failure) failures.push(failure)
    return failures.length < 2 ? 'go on' : 'enough'
  })
  const sorted = findings.restMs.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]
  const seconds = Math.round((performance.now() - begun) / 1000)
  process.stdout.write(
    `${findings.histories.cases} histories from seed ${seed} in ${seconds} s, right after ${at(0.5)} ms (half), ${at(0.95)} ms (95 %), ${at(1)} ms (all)\n${findings.histories.lines().join('\n')}\n${findings.runs.cases} runs\n${findings.runs.lines().join('\n')}\n`,
  )
  expect(failures).toEqual([])
})
