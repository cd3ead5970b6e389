import { once } from 'node:events'
import { Agent, request } from 'node:http'

/** Webhooks to send. */
export interface Load {
  readonly url: string
  readonly secret: string
  readonly connections: number
  readonly bodies: readonly string[]
}

/** What became of one of them. */
export interface Answer {
  readonly status: number | undefined
  /** Milliseconds from sending to the end of the answer. */
  readonly ms: number
}

async function send({ url, secret, connections, bodies }: Load): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers: Answer[] = []
  let next = 0
  const sendSome = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const begun = performance.now()
      const status = await post(agent, url, secret, body)
      answers.push({ status, ms: performance.now() - begun })
    }
  }
  await Promise.all(Array.from({ length: connections }, sendSome))
  agent.destroy()
  return answers
}

function post(agent: Agent, url: string, secret: string, body: string): Promise<number | undefined> {
  const headers = {
    Authorization: `Bearer ${secret}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject).end(body)
  })
}

const [load] = (await once(process, 'message')) as [Load]
process.send?.(await send(load), () => process.disconnect())
