import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKit, payload, SECRET } from '../receiver.testkit.ts'
import { type Listener, listen } from './listen.ts'

const CONNECTIONS = 50
const REQUESTS = 10_000

const kit = createKit({ now: Date.now })
let listener: Listener
beforeAll(async () => {
  listener = await listen(kit.app, { host: '127.0.0.1', port: 0 })
})
afterAll(() => listener.stop())

/** The first try warms up, and the machine may be busy with other tests. */
const TRIES = 4

it('10,000 webhooks over 50 connections are all stored, 99 of 100 within 50 ms', async () => {
  let best = Number.POSITIVE_INFINITY
  for (let tries = 1; tries <= TRIES && best >= 50; tries += 1) {
    const times = await burst(listener.url)
    expect(kit.stored).toHaveLength(REQUESTS * tries)
    best = Math.min(best, times.sort((a, b) => a - b)[Math.floor(REQUESTS * 0.99)] ?? best)
  }
  expect(best).toBeLessThan(50)
}, 120_000)

/** Milliseconds of each request, from sending to the end of the answer; the sender shares the process. */
async function burst(url: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  let left = REQUESTS
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const begun = performance.now()
      expect(await post(agent, url)).toBe(202)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
  return times
}

const BODY = JSON.stringify(payload())
const HEADERS = {
  Authorization: `Bearer ${SECRET}`,
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(BODY),
}

function post(agent: Agent, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/webhooks/authentik`,
      { agent, method: 'POST', headers: HEADERS },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode))
      },
    )
    sent.on('error', reject).end(BODY)
  })
}
