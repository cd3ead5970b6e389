import { afterAll, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { serverSuite } from './server-suite.ts'
import { queueConformance } from './suite.ts'

const server = await startPostgres()

if (server) {
  afterAll(() => server.stop())
  const place = () => ({ url: server.url, dataDir: '/nowhere', server })
  queueConformance('postgres', place)
  serverSuite('postgres', place)
} else test.skip('queue on postgres: PostgreSQL is not installed', () => {})
