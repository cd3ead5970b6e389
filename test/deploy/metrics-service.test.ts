import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricTable } from '@cowherd/telemetry'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startRedis } from '../servers/redis.ts'
import { freePort } from '../servers/server.ts'
import { inRoot } from './harness/run.ts'
import { answers, openStage, type Running, type Stage, start, until } from './harness/service.ts'

const redis = await startRedis()
const declared = new Set(Object.values(metricTable).flatMap((list) => list.map(({ name }) => name)))
const ended: (() => Promise<unknown>)[] = []

afterAll(() => redis?.stop())

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

async function prepare(prepareStage: (stage: Stage) => void = () => {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'cowherd-metrics-'))
  ended.push(() => rm(dataDir, { recursive: true, force: true }))
  const stage = await openStage()
  ended.push(() => stage.close())
  prepareStage(stage)
  const port = await freePort()
  const metricsUrl = `http://127.0.0.1:${port}`
  const env = {
    ...stage.env,
    COWHERD_DATA_DIR: dataDir,
    COWHERD_LOG_LEVEL: 'debug',
    COWHERD_LOG_FORMAT: 'json',
    COWHERD_METRICS_LISTEN: `127.0.0.1:${port}`,
  }
  return { stage, metricsUrl, env }
}

function run(command: string, env: Readonly<Record<string, string>>): Running {
  const running = start(process.execPath, [inRoot('apps/cli/src/main.ts'), command], env)
  ended.push(() => running.stop())
  return running
}

async function metricsAt(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  return response.text()
}

/** Collects what is posted. */
async function openChat() {
  const posted: { kind: string; state: string; text: string }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      posted.push(JSON.parse(text))
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ended.push(async () => server.close())
  return { posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-room` }
}

describe('a service', () => {
  test('shows its metrics at both ports, and tells of a conflict without an address or a secret', async () => {
    const chat = await openChat()
    const { stage, metricsUrl, env } = await prepare((one) => one.occupy())
    const service = run('serve', {
      ...env,
      COWHERD_NOTICE_WEBHOOK_URL: chat.url,
      COWHERD_NOTICE_WEBHOOK_KIND: 'json',
    })
    await until(() => chat.posted.length > 0, service.said)
    expect(chat.posted).toMatchObject([{ kind: 'conflicts', state: 'new' }])
    expect(chat.posted[0]?.text).toMatch(/"devs", \*\*\*@example\.org/)

    await until(() => answers(`${stage.url}/readyz`), service.said)
    for (const url of [stage.url, metricsUrl]) {
      const text = await metricsAt(url)
      const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
      expect(names.filter((name) => !declared.has(name))).toEqual([])
      expect(text).toMatch(/^cowherd_conflicts 1$/m)
      expect(text).toMatch(/^cowherd_queue_up 1$/m)
      expect(text).toMatch(/^cowherd_workers 1$/m)
      expect(text).toMatch(/^cowherd_notices_total\{way="webhook",result="sent"\} 1$/m)
      expect(text).toMatch(/^cowherd_sweeps_total\{cause="schedule"\} [1-9]/m)
      expect(text).toMatch(
        /^cowherd_upstream_request_seconds_count\{side="target",route="\/get\/alias\/all",status="200"\} [1-9]/m,
      )
      expect(text).toMatch(/^cowherd_ear_heard_timestamp_seconds\{ear="event-log"\} 1\d{9}/m)
      expect(text).not.toMatch(/@|other"/)
    }
    expect(service.said()).toContain('"message":"run"')
    expect(service.said()).not.toMatch(/secret-room|[^*\s"]@example\.org/)
  })

  test.skipIf(redis === undefined)('that only works answers at its own port', async () => {
    const { metricsUrl, env } = await prepare()
    const worker = run('worker', {
      ...env,
      COWHERD_OWNER: `metrics-${process.pid}`,
      COWHERD_QUEUE_URL: redis?.url ?? '',
    })
    await until(() => answers(`${metricsUrl}/readyz`), worker.said)
    expect(await answers(`${metricsUrl}/healthz`)).toBe(true)
    const isSwept = async () => /^cowherd_owned_aliases 1$/m.test(await metricsAt(metricsUrl))
    await until(isSwept, worker.said)
    expect(await fetch(`${metricsUrl}/webhooks/authentik`, { method: 'POST' })).toMatchObject({ status: 404 })
  })

  test('that is to send mail to nobody does not start, and says which setting is missing', async () => {
    const { env } = await prepare()
    const service = run('serve', { ...env, COWHERD_NOTICE_SMTP_URL: 'smtp://cow:hidden@127.0.0.1:1' })
    await until(() => /COWHERD_NOTICE_TO/.test(service.said()), service.said)
    expect(service.said()).not.toContain('hidden')
  })
})
