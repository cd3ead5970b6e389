import { afterAll, test } from 'vitest'
import { startRedis } from '../servers/redis.ts'
import { serverSuite } from './server-suite.ts'
import { queueConformance } from './suite.ts'

const server = await startRedis()

if (server) {
  afterAll(() => server.stop())
  const place = () => ({ url: server.url, dataDir: '/nowhere', server })
  queueConformance('redis', place)
  serverSuite('redis', place)
} else test.skip('queue on redis: neither redis-server nor valkey-server is installed', () => {})
