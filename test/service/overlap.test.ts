import { afterAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { startRedis } from '../servers/redis.ts'
import { overlapsOf, spansOf } from './harness/ledger.ts'
import { stopAlone } from './overlap/alone.ts'
import { type Crew, startCrew } from './overlap/crew.ts'
import { takeTurns } from './overlap/embedded.ts'
import { keepBusy } from './overlap/load.ts'
import { stopAndContinue } from './overlap/stopped.ts'

const servers = [
  // Both moments matter: with the write on its way, and with the last look before it.
  { name: 'redis', server: await startRedis(), moment: 'write' },
  { name: 'postgres', server: await startPostgres(), moment: 'look' },
] as const
afterAll(async () => {
  for (const { server } of servers) await server?.stop()
})

describe.concurrent('of four workers', () => {
  for (const { name, server, moment } of servers) {
    test.skipIf(!server)(
      `on ${name} no two run at a time, and one that was stopped for longer than its lock writes nothing more (at its ${moment})`,
      async ({ onTestFinished }) => {
        const crew = await startCrew(server?.url ?? '')
        onTestFinished(() => crew.leave())
        await expectTurns(crew)
        const { before, after, others } = await stopAndContinue(crew, moment)
        expect(before).toHaveLength(moment === 'write' ? 1 : 0)
        expect(after).toEqual([])
        expect(overlapsOf(others)).toEqual([])
        expect(await crew.differences()).toEqual([])
      },
    )
  }

  test('on the embedded queue no two run at a time', async () => {
    const spans = await takeTurns()
    expect(overlapsOf(spans)).toEqual([])
    expect(spans.length).toBeGreaterThan(12)
    expect(new Set(spans.map(({ who }) => who)).size).toBe(4)
  })

  test('one that is alone on its embedded queue goes on after it was stopped for longer than its lock, and all is right', async () => {
    expect(await stopAlone()).toEqual([])
  })
})

async function expectTurns(crew: Crew): Promise<void> {
  for (let shift = 0; shift < 4; shift += 1) await keepBusy(crew, 5)
  const spans = spansOf(crew.ledger.entries)
  expect(overlapsOf(spans)).toEqual([])
  expect(new Set(spans.map(({ who }) => who)).size).toBeGreaterThan(1)
  expect(spans.filter(({ writes }) => writes.length > 0).length).toBeGreaterThan(5)
  expect(await crew.differences()).toEqual([])
}
