import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { conditionsNow } from '../bench/results/conditions.ts'
import { createPlanner } from '../service/harness/planner.ts'
import { createRandom } from '../whole/harness/random.ts'
import { createChaosWorld } from './company.ts'
import { leaverBoundMs, liveCycle } from './cycle.ts'
import { type Backend, openSite, type Site } from './installation/site.ts'
import { judge } from './judge/judge.ts'
import { createAliasLedger } from './judge/ledger.ts'
import type { Result, Wrong } from './result/model.ts'

export interface LiveOptions {
  readonly backend: Backend
  readonly seed: number
  readonly minutes: number
  /** Where the logs of all processes go when something is wrong. */
  readonly workDir: string
  readonly onProgress?: (line: string, result: () => Result) => void
}

/** Lets an installation live under faults for so long, and tells what became of it. Throws where it does not even start. */
export async function live({ backend, seed, minutes, workDir, onProgress }: LiveOptions): Promise<Result> {
  const begun = performance.now()
  const end = begun + minutes * 60_000
  const { date, commit, machine } = conditionsNow()
  const world = createChaosWorld(seed)
  const { authentik, mailcow, settings } = world.company
  const ledger = createAliasLedger(world.facts, () => performance.now())
  const site = await openSite(backend, world, createRandom(seed + 1), () => ledger.noteAliases())
  const plan = createPlanner(authentik, mailcow, settings)
  const faults: Record<string, number> = {}
  const changes: Record<string, number> = {}
  const wrong: Wrong[] = []
  const seen = { foreign: 0, lost: 0, cycles: 0, leaverMs: 0, rightMs: 0 }

  const result = (): Result => ({
    ...{ date, commit, machine, backend, seed, minutes, wrong, leaverBoundMs },
    tookSeconds: Math.round((performance.now() - begun) / 1000),
    cycles: seen.cycles,
    faults: { ...faults },
    changes: { ...changes },
    webhooks: outcomesOf(site),
    runs: site.slots.reduce((sum, { counts }) => sum + counts.runs, 0),
    writes: site.writes(),
    aliasStates: ledger.states(),
    restarts: restartsOf(site),
    skipped: [
      ...(site.disk === undefined ? ['disk of the data folder full: mount is not allowed here'] : []),
      ...(site.server?.crash ? [] : ['queue server killed: there is none']),
    ],
    longestLeaverStayMs: seen.leaverMs,
    longestUntilRightMs: seen.rightMs,
  })

  function note(kind: Wrong['kind'], what: readonly string[], history: readonly string[]): void {
    if (what.length > 0) wrong.push({ kind, cycle: seen.cycles, what, history })
  }

  const looking = setInterval(() => ledger.noteDirectory(), 200)
  try {
    site.carryWebhooks({})
    const start = await judge({ plan, withinMs: 120_000 })
    note('wrong final state', start.left, ['the start'])
    while (wrong.length === 0 && (performance.now() < end - 15_000 || seen.cycles === 0)) {
      seen.cycles += 1
      const mostMs = Math.max(10_000, end - performance.now() - 10_000)
      const onChange = () => ledger.noteDirectory()
      const cycle = await liveCycle(site, seed * 1_000 + seen.cycles, { plan, onChange, mostMs })
      const { verdict, history } = cycle
      for (const kind of cycle.faults) faults[kind] = (faults[kind] ?? 0) + 1
      for (const name of cycle.changes) changes[name] = (changes[name] ?? 0) + 1
      seen.leaverMs = Math.max(seen.leaverMs, verdict.leaversGoneAfterMs ?? Number.MAX_SAFE_INTEGER)
      seen.rightMs = Math.max(seen.rightMs, verdict.rightAfterMs ?? Number.MAX_SAFE_INTEGER)
      note('wrong final state', verdict.left, history)
      note('foreign alias touched', ledger.foreign.slice(seen.foreign), history)
      note('list robbed', ledger.lost.slice(seen.lost), history)
      seen.foreign = ledger.foreign.length
      seen.lost = ledger.lost.length
      if ((verdict.leaversGoneAfterMs ?? Number.POSITIVE_INFINITY) > leaverBoundMs)
        note(
          'leaver stayed',
          [`for ${verdict.leaversGoneAfterMs ?? 'ever: more than the time of waiting,'} ms`],
          history,
        )
      onProgress?.(`cycle ${seen.cycles}: ${cycle.faults.join(', ')}; ${history.at(-1)}`, result)
    }
    if (wrong.length > 0) keepLogs(site, workDir)
    return result()
  } finally {
    clearInterval(looking)
    await site.close()
  }
}

function outcomesOf({ world }: Site): Result['webhooks'] {
  const { deliveries } = world.company.authentik
  const count = (wanted: string) => deliveries.filter(({ outcome }) => outcome === wanted).length
  return { delivered: count('delivered'), refused: count('refused'), lost: count('lost') }
}

function restartsOf({ slots }: Site): Result['restarts'] {
  const sum = (of: (slot: Site['slots'][number]) => number) => slots.reduce((all, slot) => all + of(slot), 0)
  return {
    starts: sum(({ counts }) => counts.starts),
    endedByThemselves: sum(({ counts }) => counts.endedByThemselves),
    failed: sum(({ counts }) => counts.failedStarts),
  }
}

function keepLogs({ slots, world }: Site, workDir: string): void {
  mkdirSync(workDir, { recursive: true })
  for (const slot of slots) {
    slot.collect()
    const lines = slot.log.map((entry) => JSON.stringify(entry)).join('\n')
    writeFileSync(join(workDir, `${slot.name.replace(' ', '-')}.log`), `${lines}\n`)
  }
  const { authentik, mailcow } = world.company
  const state = { groups: authentik.groups(), users: authentik.users(), aliases: mailcow.aliases() }
  writeFileSync(join(workDir, 'state.json'), JSON.stringify(state, undefined, 2))
}
