import { setTimeout as sleep } from 'node:timers/promises'
import { loadSettings } from '@cowherd/config'
import type { Queue } from '@cowherd/queue'
import { createVolatileValues } from '@cowherd/reconcile'
import { emptyRules } from '@cowherd/rules'
import { createMetrics } from '@cowherd/telemetry'
import type { Io } from '../program/io.ts'
import { createCompany } from '../testkit/company.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { createSignKeeper } from './signs/keeper.ts'

/** The doctor's rounds between two simulated servers, over a queue in memory whose service hears by both ears. */
export function openRounds(token?: string) {
  const { authentik, mailcow, groups } = createCompany(() => new Date())
  const sides: Record<string, typeof globalThis.fetch> = {
    '127.0.0.1:1': authentik.fetch,
    '127.0.0.1:2': mailcow.fetch,
  }
  const io = {
    now: () => new Date(),
    randomName: () => 'no-such-name',
    patienceMs: 60,
    createTransport: () => (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) => {
      const request = new Request(input, init)
      const side = sides[new URL(request.url).host]
      return side ? side(request) : Promise.reject(new TypeError('fetch failed'))
    },
  } as unknown as Io
  const env = {
    AK_BASE: 'http://127.0.0.1:1',
    AK_TOKEN: token === 'administrator' ? authentik.adminToken : authentik.token,
    MAILCOW_API_URL: 'http://127.0.0.1:2',
    MAILCOW_API_KEY: mailcow.keys.readWrite,
    COWHERD_DOMAIN: 'example.org',
    COWHERD_OWNER: 'main',
    COWHERD_DATA_DIR: '/nowhere',
    COWHERD_WEBHOOK_SECRET: 'secret-of-the-tests-0123456789',
  }
  const settings = loadSettings(env, { readFile: () => '' })
  const values = createVolatileValues() as Queue['values']
  const queue = {
    ...{ backend: 'redis', values, schedules: async () => [], workers: async () => 1 },
    status: async () => ({ inbox: 0, oldestMs: null }),
    durability: async () => ({
      ...{ kind: 'redis', version: '7.2', evictionPolicy: 'noeviction', appendOnly: true, snapshots: true },
    }),
  } as unknown as Queue
  const lines: string[] = []
  const metrics = createMetrics()
  const keeper = createSignKeeper(values, { nowMs: Date.now, onError: () => {} })
  authentik.onEvent.push(({ context: { model } }) => {
    if (model?.model_name !== 'group') return
    const id = String(model.pk).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const scope = { scope: { kind: 'group', id }, ear: 'webhook', at: 0 } as const
    keeper.webhook({ outcome: 'stored', stored: scope })
    keeper.logged([scope])
  })

  /** Starts rounds whose first is made at once, and waits until it is. */
  async function round(): Promise<Rounds> {
    const rounds = startRounds(settings, io, {
      ...{ queue, metrics, firstMs: 0 },
      rules: { current: () => emptyRules, problem: () => undefined, reload: () => false },
      log: (level, message) => lines.push(`${level} ${message}`),
    })
    while (!(await metrics.text()).includes('cowherd_doctor_check{check="webhooks"}')) await sleep(10)
    return rounds
  }
  return { authentik, mailcow, groups, lines, round, keeper, text: () => metrics.text() }
}
