import { setTimeout as sleep } from 'node:timers/promises'
import { createInstallation } from '../../service/harness/installation.ts'
import { createOffice } from '../../service/harness/office.ts'
import type { BenchPlace } from './place.ts'
import { cpuMs, residentMb } from './process.ts'
import type { Row } from './row.ts'
import { withService } from './started.ts'

const mostMb = { embedded: 400, redis: 160, postgres: undefined }
const settleMs = 20_000
const lookMs = 30_000

/** Memory and processor time of one `serve` at rest. */
export async function measureRest(place: BenchPlace, flags: readonly string[] = []): Promise<Row[]> {
  return withService(place, { groups: 100, flags }, async ({ installation }) => {
    const child = installation.processes[0]?.child
    if (!child) throw new Error('nothing runs')
    await sleep(settleMs)
    const before = cpuMs(child)
    await sleep(lookMs)
    const share = ((cpuMs(child) - before) / lookMs) * 100
    const mb = residentMb(child)
    const most = mostMb[place.name]
    return [
      {
        what: `${place.name}: resident memory of serve at rest${flags.length > 0 ? ` (${flags.join(' ')})` : ''}`,
        target: most === undefined ? '' : `< ${most} MB`,
        measured: `${Math.round(mb)} MB`,
        met: most === undefined ? undefined : mb < most,
      },
      {
        what: `${place.name}: processor time of serve at rest`,
        target: '',
        measured: `${share.toFixed(2)} % of a core`,
        met: undefined,
      },
    ]
  })
}

/** Processor time of four workers that have nothing to do. */
export async function measureIdleWorkers(place: BenchPlace): Promise<Row[]> {
  const office = createOffice({ groups: 100, settings: { owner: `idle-${process.pid}` } })
  const installation = await createInstallation({ ...office, queueUrl: place.url })
  try {
    for (let count = 0; count < 4; count += 1) await installation.start('worker')
    await sleep(settleMs)
    const children = installation.processes.map(({ child }) => child)
    const before = children.map(cpuMs)
    await sleep(lookMs)
    const shares = children.map((child, index) => ((cpuMs(child) - (before[index] ?? 0)) / lookMs) * 100)
    return [
      {
        what: `${place.name}: processor time of each of four idle workers, event log and all`,
        target: '< 1 % of a core',
        measured: shares.map((share) => `${share.toFixed(2)} %`).join(', '),
        met: shares.every((share) => share < 1),
      },
    ]
  } finally {
    await installation.remove()
  }
}
