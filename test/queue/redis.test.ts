import { afterAll, expect, test } from 'vitest'
import { startRedis } from '../servers/redis.ts'
import { serverSuite } from './server-suite.ts'
import { createSite } from './site.ts'
import { queueConformance } from './suite.ts'

const server = await startRedis()

if (server) {
  afterAll(() => server.stop())
  const place = () => ({ url: server.url, dataDir: '/nowhere', server })
  queueConformance('redis', place)
  serverSuite('redis', place)
  test('what Redis says of its durability is told as it stands in its settings', async () => {
    const queue = await createSite(place()).open()
    expect(await queue.durability()).toEqual({
      ...{ kind: 'redis', version: expect.stringMatching(/^\d+\.\d+/), evictionPolicy: 'noeviction' },
      ...{ appendOnly: true, snapshots: false },
    })
  })
} else test.skip('queue on redis: neither redis-server nor valkey-server is installed', () => {})
