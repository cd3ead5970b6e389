import { setTimeout as sleep } from 'node:timers/promises'
import { openConnection } from './connection.ts'

/** A receiver to be abused. */
export interface Victim {
  readonly port: number
  readonly secret: string
}

const path = '/webhooks/authentik'
const json = 'application/json'

/** A webhook as our own mapping makes it. */
const goodBody = JSON.stringify({
  version: 1,
  event: {
    id: '24676db3-cad5-4747-86c5-a791edba7cbb',
    action: 'model_updated',
    app: 'authentik.events.middleware',
    created: '2026-11-24T08:46:53.841161+00:00',
  },
  model: { pk: 1, app: 'authentik_core', name: 'somebody', model_name: 'user' },
  request: null,
  actor: 'akadmin',
})

interface Sent {
  readonly method?: string
  readonly path?: string
  /** Undefined: no such header. */
  readonly secret?: string | undefined
  readonly type?: string
  readonly body?: string
}

/** Sends one request and gives the status of its answer. */
export async function send({ port }: Victim, sent: Sent): Promise<number> {
  const { method = 'POST', secret, type = json, body = goodBody } = sent
  const response = await fetch(`http://127.0.0.1:${port}${sent.path ?? path}`, {
    method,
    headers: { 'Content-Type': type, ...(secret === undefined ? {} : { Authorization: `Bearer ${secret}` }) },
    ...(method === 'GET' ? {} : { body }),
    redirect: 'manual',
  })
  await response.arrayBuffer()
  return response.status
}

const largeBytes = 1024 * 1024
/** More than a receiver takes, so that it answers without the rest. */
const firstBytes = 100 * 1024

/** Sends a body of 1 MB, the most of it after the answer came: a server that closes before would hide its answer. */
export async function sendLarge(victim: Victim): Promise<number> {
  const { send, status, destroy } = await openConnection(victim.port)
  send(`${headOf(victim)}Content-Length: ${largeBytes}\r\n\r\n${' '.repeat(firstBytes)}`)
  const answered = await status
  send(' '.repeat(largeBytes - firstBytes))
  await sleep(50)
  destroy()
  return answered
}

/** Opens so many connections, and only then sends a good webhook on all of them. Gives how often which status came. */
export async function sendAtOnce(victim: Victim, connections: number): Promise<Record<number, number>> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(victim.port)))
  for (const { send } of open) send(`${headOf(victim)}Content-Length: ${goodBody.length}\r\n\r\n${goodBody}`)
  const counts = countOf(await Promise.all(open.map(({ status }) => status)))
  for (const { destroy } of open) destroy()
  return counts
}

/** How often each occurs. */
export function countOf(values: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The start of a good request, without the line that ends the headers. */
export function headOf({ secret }: Victim): string {
  return `POST ${path} HTTP/1.1\r\nHost: cowherd\r\nContent-Type: ${json}\r\nAuthorization: Bearer ${secret}\r\n`
}
