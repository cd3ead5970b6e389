import pg from 'pg'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { serverSuite } from './server-suite.ts'
import { createSite, until } from './site.ts'
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

  test.each([
    ['hangs', async () => {}],
    [
      'hangs, and the connection breaks meanwhile',
      async (client: pg.Client) => {
        await until(async () => {
          const { rows } = await client.query(
            `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
          )
          return rows.length > 0 ? true : undefined
        })
      },
    ],
  ])(
    'schedules are registered all the same where another worker that registers %s',
    async (_, meanwhile) => {
      const site = createSite(place())
      const queue = await site.open()
      const other = new pg.Client({ connectionString: server.url })
      await other.connect()
      onTestFinished(() => other.end())
      await other.query('SELECT pg_advisory_lock(hashtext($1))', [`cowherd ${site.prefix}`])
      const registered = queue.schedule({ sweepEveryMs: 900_000, nightlyCron: '0 3 * * *' })
      await meanwhile(other)
      await registered
      expect((await queue.schedules()).map(({ name }) => name).sort()).toEqual(['nightly', 'sweep'])
    },
    30_000,
  )
} else test.skip('queue on postgres: PostgreSQL is not installed', () => {})
