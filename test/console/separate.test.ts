import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis } from '../servers/redis.ts'
import { freePort, type TestServer } from '../servers/server.ts'
import { createInstallation, type Installation } from '../service/harness/installation.ts'
import { createOffice } from '../service/harness/office.ts'
import { until } from '../service/harness/until.ts'
import { tokens } from './harness/site.ts'
import { logInByHand } from './harness/visit.ts'

let redis: TestServer | undefined
let installation: Installation | undefined
const office = createOffice({ groups: 4, membersPerGroup: 10 })
let url = ''

beforeAll(async () => {
  redis = await startRedis()
  if (!redis) return
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = { COWHERD_CONSOLE_LISTEN: `127.0.0.1:${port}`, COWHERD_CONSOLE_TOKEN: tokens.operator }
  installation = await createInstallation({ ...office, queueUrl: redis.url, env })
  await Promise.all([installation.start('worker'), installation.start('console')])
})
afterAll(async () => {
  await installation?.remove()
  await redis?.stop()
})

test('a console of its own lets through what a worker elsewhere holds, and ends when it is told to', async () => {
  if (!installation) return
  const left = office.users.filter(({ email }) => office.membersOf(1).has(email)).slice(0, 3)
  office.authentik.updateGroup(office.groups[1] ?? '', { users: left.map(({ pk }) => pk) })
  const { visit, csrf } = await logInByHand(url, 'operator')
  let checksum: string | undefined
  await until('something is held', async () => {
    const page = await (await visit.get('/held')).text()
    checksum = /name="checksum" value="([^"]+)"/.exec(page)?.[1]
    return checksum !== undefined
  })
  expect((await visit.post('/held/approve', { csrf, checksum: checksum ?? '' })).status).toBe(303)
  expect(await (await visit.get('/held')).text()).toContain('Approved: 1 changes were made.')
  expect(office.membersOf(1)).toEqual(new Set(left.map(({ email }) => email)))
  await until('the audit log was read', async () =>
    (await (await visit.get('/activity')).text()).includes('Eve (token)'),
  )
  const [pages] = installation.processes.filter(({ command }) => command === 'console')
  expect(await pages?.end('SIGTERM')).toBe(0)
})
