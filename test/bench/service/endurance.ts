import { until } from '../../service/harness/until.ts'
import { changeOne } from './latency.ts'
import type { BenchPlace } from './place.ts'
import { residentMb } from './process.ts'
import type { Row } from './row.ts'
import { withService } from './started.ts'

const mostGrowthMb = 30

/** Memory over many runs, each with a change to write. */
export async function measureEndurance(place: BenchPlace, runs: number, mostMs: number): Promise<Row[]> {
  const env = { COWHERD_SETTLE_MS: '0', COWHERD_EVENT_LOG: '0' }

  return withService(place, { groups: 100, env }, async ({ office, installation }) => {
    const serve = installation.processes[0]
    if (!serve) throw new Error('nothing runs')
    office.authentik.deliverTo(installation.webhookUrl, installation.secret, { timeScale: 0.001 })
    const end = performance.now() + mostMs
    const resident: number[] = []
    let change = 0
    for (; change < runs && performance.now() < end; change += 1) {
      await until('the alias is right', changeOne(office, change), 30_000, 1)
      if (change % 100 === 99) resident.push(residentMb(serve.child))
      // The simulators' own records would make this process grow.
      office.authentik.requests.length = 0
      office.mailcow.requests.length = 0
    }
    const done = serve.log.filter(({ message }) => message === 'run').length
    const fifth = Math.max(1, Math.floor(resident.length / 5))
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
    const early = mean(resident.slice(fifth, 2 * fifth))
    const late = mean(resident.slice(-fifth))
    return [
      {
        what: `${place.name}: resident memory over ${done} runs (second fifth → last fifth, most)`,
        target: `grows by < ${mostGrowthMb} MB`,
        measured: `${Math.round(early)} → ${Math.round(late)} MB, ${Math.round(Math.max(...resident))} MB`,
        met: late - early < mostGrowthMb,
      },
    ]
  })
}
