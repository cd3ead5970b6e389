import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cowherd } from '../../service/harness/cowherd.ts'
import type { Installation } from '../../service/harness/installation.ts'
import type { Office } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { Answer, Load } from './load.ts'
import type { BenchPlace } from './place.ts'
import { milliseconds, quantile, type Row } from './row.ts'
import { withService } from './started.ts'

const webhooks = 10_000
const connections = 50
const mostRuns = 30
const mostMs = { embedded: 150, redis: 50, postgres: undefined }

/** A flood of webhooks over groups and users: how fast they are answered and how many runs they end in. */
export async function measureFlood(place: BenchPlace): Promise<Row[]> {
  const commands = place.url === undefined ? (['serve'] as const) : (['receiver', 'worker'] as const)
  return withService(place, { groups: 200, commands }, async ({ office, installation }) => {
    const worker = installation.processes.at(-1)
    if (!worker) throw new Error('nothing runs')
    await sleep(3_000)
    const before = runsOf(worker).length
    const together = await flood(installation, office)
    await atRest(worker)
    const runs = runsOf(worker).length - before
    if (place.url === undefined) return rowsOf(place, 'serve', together, runs)
    await worker.end('SIGTERM')
    const alone = await flood(installation, office)
    const next = await installation.start('worker')
    await atRest(next)
    return [
      ...rowsOf(place, 'receiver', alone, runsOf(next).length),
      {
        what: `${place.name}: the same while a worker runs on the same two cores`,
        target: '',
        measured: `${together.stored} (${together.perSecond}/s), p99 ${milliseconds(together.p99)}, ${runs} runs`,
        met: undefined,
      },
    ]
  })
}

interface Flood {
  readonly stored: number
  readonly perSecond: number
  readonly p99: number
}

async function flood({ webhookUrl, secret }: Installation, office: Office): Promise<Flood> {
  const begun = performance.now()
  const answers = await send(webhookUrl, secret, bodies(office))
  const perSecond = Math.round(webhooks / ((performance.now() - begun) / 1000))
  const times = answers.map(({ ms }) => ms)
  return {
    stored: answers.filter(({ status }) => status === 202).length,
    ...{ perSecond, p99: quantile(times, 0.99) },
  }
}

function rowsOf(place: BenchPlace, command: string, { stored, perSecond, p99 }: Flood, runs: number): Row[] {
  const most = mostMs[place.name]
  const flooded = `${webhooks} webhooks over ${connections} connections to one ${command}`
  return [
    {
      what: `${place.name}: ${flooded}: answered with 202`,
      target: String(webhooks),
      measured: `${stored} (${perSecond}/s)`,
      met: stored === webhooks,
    },
    {
      what: `${place.name}: their answers`,
      target: most === undefined ? '' : `p99 < ${most} ms`,
      measured: `p99 ${milliseconds(p99)}`,
      met: most === undefined ? undefined : p99 < most,
    },
    {
      what: `${place.name}: runs that they end in`,
      target: `≤ ${mostRuns}`,
      measured: String(runs),
      met: runs <= mostRuns,
    },
  ]
}

const runsOf = (worker: Cowherd) => worker.log.filter(({ message }) => message === 'run')

/** No run has ended for longer than the second look takes. */
async function atRest(worker: Cowherd): Promise<void> {
  const quietMs = 12_000
  let count = -1
  let since = performance.now()
  await until(
    'the runs are over',
    () => {
      const now = runsOf(worker).length
      if (now !== count) since = performance.now()
      count = now
      return performance.now() - since > quietMs
    },
    300_000,
    200,
  )
}

function bodies({ groups, users }: Office): string[] {
  return Array.from({ length: webhooks }, (_, index) => {
    const isGroup = index % 2 === 0
    const group = groups[(index / 2) % groups.length]?.replaceAll('-', '')
    const user = users[((index - 1) / 2) % users.length]?.pk
    return JSON.stringify({
      version: 1,
      event: {
        id: crypto.randomUUID(),
        action: 'model_updated',
        app: 'authentik.events.middleware',
        created: new Date().toISOString(),
      },
      model: {
        app: 'authentik_core',
        model_name: isGroup ? 'group' : 'user',
        pk: isGroup ? group : user,
        name: `number ${index}`,
      },
      request: null,
      actor: 'akadmin',
    })
  })
}

/** From a process of its own: what runs here, the simulated servers, must not count. */
async function send(url: string, secret: string, all: readonly string[]): Promise<Answer[]> {
  const child = fork(new URL('./load.ts', import.meta.url), { execArgv: [], serialization: 'advanced' })
  child.send({ url, secret, connections, bodies: all } satisfies Load)
  const [answers] = (await once(child, 'message')) as [Answer[]]
  return answers
}
