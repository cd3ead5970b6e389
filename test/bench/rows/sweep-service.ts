import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../service/harness/until.ts'
import { createCompany } from '../company/company.ts'
import type { Shape } from '../company/shape.ts'
import type { Sample } from '../results/cell.ts'
import type { BenchPlace } from '../service/place.ts'
import { cpuMs, forgetMostResident, mostResidentMb, residentMb } from '../service/process.ts'
import { withOffice } from '../service/started.ts'
import { breakDown } from '../upstream/phases.ts'
import type { Extent } from './part.ts'

/** What the sweeps of one service took. */
export interface Sweeps {
  readonly runs: readonly Sample[]
  /** Processor time of its process for one run. */
  readonly cpu: readonly Sample[]
  /** After the first sweep, before the others. */
  readonly restMb: number
  readonly mostMb: number
}

const longestMs = 300_000

/** Sweeps of a running service that find nothing to change; the first, which fills its memory, does not count. */
export function sweepService(place: BenchPlace, shape: Shape, { repeat, scale }: Extent): Promise<Sweeps> {
  const open = (owner: string) => createCompany({ shape, owner, scale })
  // The event log is asked all the time and is no part of a sweep.
  const options = { open, firstSweepMs: longestMs, env: { COWHERD_EVENT_LOG: '0' } }
  return withOffice(place, options, async ({ office, installation }) => {
    const serve = installation.processes[0]
    if (!serve) throw new Error('nothing runs')
    await sleep(1_000)
    const restMb = residentMb(serve.child)
    // What it took to start is no part of a sweep.
    forgetMostResident(serve.child)
    const whole = () => serve.log.filter(({ message, kind }) => message === 'run' && kind === 'whole')
    const runs: Sample[] = []
    const cpu: Sample[] = []
    while (runs.length < repeat) {
      const before = whole().length
      const cpuBefore = cpuMs(serve.child)
      await installation.askForEverything()
      await until('everything is looked at', () => whole().length > before, longestMs, 5)
      const end = performance.now()
      const entry = whole()[before]
      if (entry?.['made'] !== 0 || entry['failed'] !== 0)
        throw new Error(`a sweep changed something: ${JSON.stringify(entry)}`)
      const value = Number(entry['ms'])
      runs.push({ value, breakdown: breakDown(office.exchanges.all, end - value, end) })
      cpu.push({ value: cpuMs(serve.child) - cpuBefore })
    }
    return { runs, cpu, restMb, mostMb: mostResidentMb(serve.child) }
  })
}
