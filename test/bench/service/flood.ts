import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cowherd } from '../../service/harness/cowherd.ts'
import type { Office } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { BenchPlace } from './place.ts'
import { milliseconds, quantile, type Row } from './row.ts'
import { withService } from './started.ts'

const webhooks = 10_000
const connections = 50
const mostRuns = 30
const mostMs = { embedded: 150, redis: 50, postgres: undefined }

interface Answer {
  readonly status: number | undefined
  readonly ms: number
}

/** A flood of webhooks over groups and users: how fast they are answered and how many runs they end in. */
export async function measureFlood(place: BenchPlace): Promise<Row[]> {
  return withService(place, { groups: 200 }, async ({ office, installation }) => {
    const serve = installation.processes[0]
    if (!serve) throw new Error('nothing runs')
    await sleep(3_000)
    const runsBefore = runsOf(serve).length
    const begun = performance.now()
    const answers = await send(installation.webhookUrl, installation.secret, bodies(office))
    const perSecond = webhooks / ((performance.now() - begun) / 1000)
    await atRest(serve)
    const runs = runsOf(serve).slice(runsBefore)
    const scopes = runs.reduce((sum, run) => sum + Number(run['scopes'] ?? 0), 0)
    const stored = answers.filter(({ status }) => status === 202).length
    const p99 = quantile(
      answers.map(({ ms }) => ms),
      0.99,
    )
    const most = mostMs[place.name]
    return [
      {
        what: `${place.name}: ${webhooks} webhooks over ${connections} connections to one serve: answered with 202`,
        target: String(webhooks),
        measured: `${stored} (${Math.round(perSecond)}/s)`,
        met: stored === webhooks,
      },
      {
        what: `${place.name}: their answers`,
        target: most === undefined ? '' : `p99 < ${most} ms`,
        measured: `p99 ${milliseconds(p99)}`,
        met: most === undefined ? undefined : p99 < most,
      },
      {
        what: `${place.name}: runs that they end in (${scopes} scopes)`,
        target: `≤ ${mostRuns}`,
        measured: String(runs.length),
        met: runs.length <= mostRuns,
      },
    ]
  })
}

const runsOf = (serve: Cowherd) => serve.log.filter(({ message }) => message === 'run')

/** No run has ended for longer than the second look takes. */
async function atRest(serve: Cowherd): Promise<void> {
  const quietMs = 12_000
  let count = -1
  let since = performance.now()
  await until(
    'the runs are over',
    () => {
      const now = runsOf(serve).length
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

async function send(url: string, secret: string, all: readonly string[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers: Answer[] = []
  let next = 0
  const sendSome = async () => {
    for (let body = all[next++]; body !== undefined; body = all[next++]) {
      const begun = performance.now()
      const status = await post(agent, url, secret, body)
      answers.push({ status, ms: performance.now() - begun })
    }
  }
  await Promise.all(Array.from({ length: connections }, sendSome))
  agent.destroy()
  return answers
}

function post(agent: Agent, url: string, secret: string, body: string): Promise<number | undefined> {
  const headers = {
    Authorization: `Bearer ${secret}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject).end(body)
  })
}
