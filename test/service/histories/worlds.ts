import { createTally, type Tally } from '../../whole/check/tally.ts'
import { type History, liveThrough } from './history.ts'
import type { Lane } from './lanes.ts'
import { comeToRest } from './rest.ts'
import { type Backend, drawSetting, type Setting } from './setting.ts'
import { openStage, type Stage } from './stage.ts'

/** What went wrong in one world, with all that led to it. */
export interface Counterexample {
  readonly setting: Setting
  readonly histories: readonly string[]
  readonly left: readonly string[]
  readonly log: readonly string[]
}

/** What many histories met. */
export interface Findings {
  readonly histories: Tally
  readonly runs: Tally
  /** Milliseconds from the end of a history until all was right. */
  readonly restMs: number[]
}

export function createFindings(): Findings {
  return { histories: createTally(), runs: createTally(), restMs: [] }
}

/** Lets so many histories happen to the world of a seed, one after the other. Stops at the first thing that is wrong. */
export async function liveInWorld(
  seed: number,
  count: number,
  backends: readonly Backend[],
  lane: Lane,
  findings: Findings,
): Promise<Counterexample | undefined> {
  const setting = drawSetting(seed, backends)
  const stage = await openStage(setting, await lane.serverOf(setting.backend))
  const told: string[] = []
  try {
    if (!setting.sweepOnStart) await stage.installation.askForEverything()
    const { left } = await comeToRest(stage)
    if (left.length > 0) return counterexample(stage, ['the start'], left)
    for (let number = 0; number < count; number += 1) {
      const history = await liveThrough(stage, seed * 1_000 + number)
      told.push(`${number}: ${history.happened.join(', ')}; trouble: ${history.trouble}`)
      note(history, setting, findings)
      if (history.left.length > 0) return counterexample(stage, told, history.left)
    }
    for (const entry of stage.installation.processes.flatMap(({ log }) => log)) {
      if (entry.message === 'run') findings.runs.case([`${entry['kind']} ${entry['widened'] ?? ''}`])
    }
    return undefined
  } finally {
    await stage.close()
  }
}

function note({ trouble, heard, happened, afterMs }: History, setting: Setting, findings: Findings): void {
  const kinds = [trouble, heard ? 'heard' : 'unheard', setting.backend, ...happened]
  findings.histories.case(kinds)
  findings.restMs.push(afterMs)
}

function counterexample(
  { setting, installation }: Stage,
  histories: readonly string[],
  left: readonly string[],
): Counterexample {
  const log = installation.processes.flatMap((one, index) =>
    one.log.slice(-25).map((entry) => `${index} ${JSON.stringify(entry)}`),
  )
  return { setting, histories, left, log }
}
