import { afterAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { startRedis } from '../servers/redis.ts'
import { openClinic } from './doctor/clinic.ts'
import { until } from './harness/until.ts'

const redis = await startRedis()
const postgres = await startPostgres()
afterAll(async () => {
  await redis?.stop()
  await postgres?.stop()
})

const places = [
  ['one process with the embedded queue', ['serve'], undefined, true],
  ['a receiver and two workers on Redis', ['receiver', 'worker', 'worker'], redis?.url, redis],
  ['a receiver and a worker on PostgreSQL', ['receiver', 'worker'], postgres?.url, postgres],
] as const

describe.each(places)('beside %s', (_name, commands, url, there) => {
  test.skipIf(!there)('the doctor proves the round trip, and finds where it is broken', async () => {
    const { installation, api, examine } = await openClinic(commands, url)
    await until(
      'the first sweep has ended',
      async () => (await examine()).states['last-sweep'] === 'ok',
      60_000,
    )

    const sound = await examine()
    expect(Object.entries(sound.states).filter(([, state]) => state === 'problem')).toEqual([])
    expect(sound.states).toMatchObject({
      ...{ schedules: 'ok', 'authentik-setup': 'ok', 'webhook-test': 'ok', canary: 'ok', webhooks: 'ok' },
    })
    expect(sound.code).toBe(0)
    expect(sound.canary?.webhookMs).toBeLessThan(15_000)
    expect(sound.canary?.eventLogMs).toBeLessThan(15_000)

    const name = `cowherd-${installation.env['COWHERD_OWNER']}-webhook`
    const { body } = await api.get('/events/transports/', { name })
    const [transport] = (body as { results: { pk: string }[] }).results
    const webhook_url = 'http://127.0.0.1:1/webhooks/authentik'
    await api.send('PATCH', `/events/transports/${transport?.pk}/`, { webhook_url })
    const broken = await examine()
    expect(broken).toMatchObject({ code: 1, states: { 'webhook-test': 'problem', canary: 'skipped' } })
    expect(broken.fixes['webhook-test']).toContain(webhook_url)
  })
})

test('what a service finds out by itself is in its metrics', async () => {
  const { installation } = await openClinic(['serve'])
  const metrics = async () => await (await fetch(new URL('/metrics', installation.webhookUrl))).text()
  await until(
    'the first round is made',
    async () => (await metrics()).includes('check="domains"} 0'),
    60_000,
    250,
  )
  expect(await metrics()).toMatch(/^cowherd_doctor_check\{check="authentik-groups"\} 0$/m)
  expect(await metrics()).toMatch(/^cowherd_webhooks_unheard_since_timestamp_seconds 0$/m)
  const [service] = installation.processes
  expect(service?.log.filter(({ message }) => message.includes('fault of Cowherd'))).toEqual([])
})
