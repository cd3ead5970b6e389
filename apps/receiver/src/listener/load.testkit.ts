import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { payload, SECRET } from '../receiver.testkit.ts'

const BODY = JSON.stringify(payload())

const HEADERS = {
  Authorization: `Bearer ${SECRET}`,
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(BODY),
}

/** What became of one request of a load. */
export interface Answered {
  readonly status: number | undefined
  /** milliseconds from sending to the end of the answer */
  readonly ms: number
}

/** Posts the same webhook many times over so many connections, from this very process. */
export async function load(url: string, requests: number, connections: number): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answered: Answered[] = []
  let left = requests
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const begun = performance.now()
      const status = await post(agent, url)
      answered.push({ status, ms: performance.now() - begun })
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return answered
}

/** The time that 99 of 100 keep to, in milliseconds. */
export function p99(answered: readonly Answered[]): number {
  const times = answered.map(({ ms }) => ms).sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)] ?? 0
}

/** A server that reads and answers and does nothing else: what this machine can do at this moment. */
export async function startBareServer(): Promise<{ url: string; stop(): void }> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(202).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() }
}

function post(agent: Agent, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: HEADERS }
    const sent = request(`${url}/webhooks/authentik`, options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject).end(BODY)
  })
}
