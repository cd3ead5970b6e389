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

const mostWebhooks = 10_000
const connections = 50
const mostRuns = 30
const mostMs = { embedded: 150, redis: 50, postgres: undefined }

/** A flood of webhooks over groups and users: how fast they are answered and how many runs they end in. */
export async function measureFlood(place: BenchPlace): Promise<Row[]> {
  return (await floodPlace(place, mostWebhooks)).rows
}

/** The same with so many webhooks, and as numbers: what became of those to a receiver, alone where it can be alone. */
export async function floodPlace(
  place: BenchPlace,
  webhooks: number,
): Promise<{ readonly flood: Flood; readonly rows: Row[] }> {
  const commands = place.url === undefined ? (['serve'] as const) : (['receiver', 'worker'] as const)
  return withService(place, { groups: 200, commands }, async ({ office, installation }) => {
    const worker = installation.processes.at(-1)
    if (!worker) throw new Error('nothing runs')
    const all = bodies(office, webhooks)
    await sleep(3_000)
    const before = runsOf(worker).length
    const together = await flood(installation, all)
    await atRest(worker)
    const runs = runsOf(worker).length - before
    if (place.url === undefined) return { flood: together, rows: rowsOf(place, 'serve', together, runs) }
    await worker.end('SIGTERM')
    const alone = await flood(installation, all)
    const next = await installation.start('worker')
    await atRest(next)
    const rows = [
      ...rowsOf(place, 'receiver', alone, runsOf(next).length),
      {
        what: `${place.name}: the same while a worker runs on the same two cores`,
        target: '',
        measured: `${together.stored} (${together.perSecond}/s), p99 ${milliseconds(together.p99)}, ${runs} runs`,
        met: undefined,
      },
    ]
    return { flood: alone, rows }
  })
}

/** How webhooks were answered. */
export interface Flood {
  readonly webhooks: number
  readonly ms: number
  readonly stored: number
  readonly perSecond: number
  readonly p99: number
}

/** Sends webhooks as fast as they are answered, over some connections. */
export async function flood(
  { webhookUrl, secret }: Pick<Installation, 'webhookUrl' | 'secret'>,
  all: readonly string[],
): Promise<Flood> {
  const begun = performance.now()
  const answers = await send(webhookUrl, secret, all)
  const ms = performance.now() - begun
  const times = answers.map((answer) => answer.ms)
  return {
    ...{ webhooks: all.length, ms },
    stored: answers.filter(({ status }) => status === 202).length,
    perSecond: Math.round(all.length / (ms / 1000)),
    p99: quantile(times, 0.99),
  }
}

function rowsOf(
  place: BenchPlace,
  command: string,
  { webhooks, stored, perSecond, p99 }: Flood,
  runs: number,
): Row[] {
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

/** Webhooks about groups and users in turn. */
export function bodies({ groups, users }: Pick<Office, 'groups' | 'users'>, webhooks: number): string[] {
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
