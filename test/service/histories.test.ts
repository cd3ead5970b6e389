import { afterAll, expect, test } from 'vitest'
import { startPostgres } from '../servers/postgres.ts'
import { startRedis } from '../servers/redis.ts'
import type { TestServer } from '../servers/server.ts'
import type { Backend } from './histories/setting.ts'
import { createFindings, liveInWorld } from './histories/worlds.ts'

const seed = Number(process.env['SERVICE_SEED'] ?? 20261124)
const runs = Number(process.env['SERVICE_RUNS'] ?? 100)
const perWorld = 10

const servers = new Map<Backend, TestServer | undefined>([
  ['embedded', undefined],
  ['redis', await startRedis()],
  ['postgres', await startPostgres()],
])
for (const [name, server] of servers) if (name !== 'embedded' && !server) servers.delete(name)
afterAll(async () => {
  for (const server of servers.values()) await server?.stop()
})

test(`after any history the aliases are what a fresh look at everything makes (${runs} histories)`, {
  timeout: runs * 60_000,
}, async () => {
  const findings = createFindings()
  const failures: unknown[] = []
  for (let done = 0; done < runs && failures.length < 2; done += perWorld) {
    const failure = await liveInWorld(seed + done / perWorld, perWorld, servers, findings)
    if (failure) failures.push(failure)
  }
  const sorted = findings.restMs.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]
  process.stdout.write(
    `${findings.histories.cases} histories from seed ${seed}, right after ${at(0.5)} ms (half), ${at(0.95)} ms (95 %), ${at(1)} ms (all)\n${findings.histories.lines().join('\n')}\n${findings.runs.cases} runs\n${findings.runs.lines().join('\n')}\n`,
  )
  expect(failures).toEqual([])
})
