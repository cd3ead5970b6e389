import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentMb } from '../bench/service/process.ts'
import { countOf, send, sendAtOnce, sendLarge, type Victim } from './abuse/requests.ts'
import { endlessBody, endlessChunks, endlessHeaders } from './abuse/slow.ts'
import { createInstallation, type Installation } from './harness/installation.ts'
import { createOffice } from './harness/office.ts'

const rounds = 4
/** What the memory may grow by from the first round to the last: less than a round would leave that kept its requests. */
const mostGrowthMb = 40

let installation: Installation
let victim: Victim

beforeAll(async () => {
  installation = await createInstallation(createOffice({ groups: 5 }))
  await installation.start('serve')
  victim = { port: Number(new URL(installation.webhookUrl).port), secret: installation.secret }
})
afterAll(() => installation.remove())

describe.concurrent('a service that is abused', () => {
  test('cuts off requests that never end', async () => {
    const [headers, bodies, chunks] = await Promise.all(
      [endlessHeaders, endlessBody, endlessChunks].map((abuse) =>
        Promise.all(Array.from({ length: 30 }, () => abuse(victim))),
      ),
    )
    expect(countOf(headers?.map(({ status }) => status) ?? [])).toEqual({ 408: 30 })
    expect(Math.max(...(headers?.map(({ afterMs }) => afterMs) ?? []))).toBeLessThan(13_000)
    const ends = [...(bodies ?? []), ...(chunks ?? [])]
    expect(countOf(ends.map(({ status }) => status))).toEqual({ 408: 60 })
    expect(Math.max(...ends.map(({ afterMs }) => afterMs))).toBeLessThan(18_000)
  })

  test('answers each request as it deserves, takes what is good, and keeps its memory', async () => {
    const { secret } = victim
    const wrong = 'a-secret-of-somebody-else'
    const process = installation.processes[0]
    if (!process) throw new Error('nothing runs')
    expect(await send(victim, { secret: wrong })).toBe(401)
    expect(await send(victim, {})).toBe(401)
    expect(await sendLarge({ ...victim, secret: wrong })).toBe(401)

    const resident: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      expect(await sendLarge(victim)).toBe(413)
      // Authentik would send again for a week what is refused: everything is looked at instead.
      expect(await send(victim, { secret, body: '{"version": 1' })).toBe(202)
      expect(await send(victim, { secret, body: '<event/>', type: 'application/xml' })).toBe(415)
      expect(await send(victim, { secret, method: 'GET' })).toBe(405)
      expect(await send(victim, { secret, path: '/webhooks' })).toBe(404)
      expect(await sendAtOnce(victim, 1_000)).toEqual({ 202: 1_000 })
      const refused = await Promise.all(Array.from({ length: 300 }, () => send(victim, { secret: wrong })))
      const { 401: unauthorised = 0, 429: limited = 0 } = countOf(refused)
      expect(unauthorised).toBeLessThanOrEqual(10)
      expect(limited).toBe(300 - unauthorised)
      expect(await send(victim, { secret })).toBe(202)
      resident.push(residentMb(process.child))
    }
    expect(resident[rounds - 1], resident.join()).toBeLessThan((resident[0] ?? 0) + mostGrowthMb)
    expect(installation.deaths()).toEqual([])
  })
})
