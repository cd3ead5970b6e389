import type { Random } from '../../whole/harness/random.ts'
import type { Site } from '../installation/site.ts'
import { fullDisk } from './disk.ts'
import type { Fault, FaultSource } from './fault.ts'
import { networkCut, queueCrash } from './network.ts'
import { clockJump, killed, stopped } from './process.ts'
import { badPost, wrongAnswers } from './upstream.ts'

const sources: readonly FaultSource[] = [
  ...[killed, stopped, clockJump, queueCrash, fullDisk, badPost],
  ...[networkCut, networkCut, wrongAnswers, wrongAnswers, wrongAnswers],
]

/** A fault and when it begins, in milliseconds from the begin of the period. */
export interface Appointment {
  readonly atMs: number
  readonly fault: Fault
}

/** Draws what goes wrong in a period: up to one fault of most sorts, so that none ends another of its sort. */
export function drawFaults(random: Random, site: Site, periodMs: number): Appointment[] {
  const singular = new Set<FaultSource>()
  const drawn: Appointment[] = []
  for (let count = random.int(2, 6); count > 0; count -= 1) {
    const source = random.pick(sources)
    const atMs = random.int(0, Math.round(periodMs * 0.7))
    const fault = source(random, site, periodMs - atMs)
    if (!fault || singular.has(source)) continue
    if (source !== wrongAnswers && source !== networkCut) singular.add(source)
    drawn.push({ atMs, fault })
  }
  return drawn.sort((a, b) => a.atMs - b.atMs)
}
