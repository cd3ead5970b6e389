import { afterAll, expect, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { serverSuite } from './server-suite.ts'
import { createSite } from './site.ts'
import { queueConformance } from './suite.ts'

const server = await startPostgres()

if (server) {
  afterAll(() => server.stop())
  const place = () => ({ url: server.url, dataDir: '/nowhere', server })
  queueConformance('postgres', place)
  serverSuite('postgres', place)
  test('what PostgreSQL says of its durability is told as it stands in its settings', async () => {
    const queue = await createSite(place()).open()
    expect(await queue.durability()).toEqual({
      ...{ kind: 'postgres', version: expect.stringMatching(/^\d+/), fsync: true },
      ...{ fullPageWrites: true, synchronousCommit: 'on' },
    })
  })
} else test.skip('queue on postgres: PostgreSQL is not installed', () => {})
