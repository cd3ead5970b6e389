import {
  type AuthentikSimulator,
  createAuthentikSimulator,
  createMailcowSimulator,
  type MailcowSimulator,
} from '@cowherd/simulators'
import { UsageError } from '../../program/failure.ts'
import type { Company } from '../company/model.ts'
import { demoKeys } from './keys.ts'
import { type Ids, seedAuthentik, seedMailcow } from './seed.ts'

/** Where the two simulated servers listen; 0 is any free port. */
export interface Ports {
  readonly authentik: number
  readonly mailcow: number
}

/** The two simulated servers, filled with a company and listening on 127.0.0.1. */
export interface Servers {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  readonly authentikUrl: string
  readonly mailcowUrl: string
  readonly ids: Ids
  close(): Promise<void>
}

/** Starts both servers. Throws UsageError where a port is taken. */
export async function startServers(company: Company, ports: Ports, clock: () => Date): Promise<Servers> {
  const authentik = createAuthentikSimulator({ clock, version: '2026.8', token: demoKeys.authentik })
  const mailcow = createMailcowSimulator({ clock, keys: demoKeys.mailcow })
  const ids = seedAuthentik(authentik, company)
  seedMailcow(mailcow, company)
  const first = await listen(authentik, ports.authentik, '--port-authentik')
  try {
    const second = await listen(mailcow, ports.mailcow, '--port-mailcow')
    return {
      ...{ authentik, mailcow, ids, authentikUrl: first.url, mailcowUrl: second.url },
      close: async () => void (await Promise.all([first.close(), second.close()])),
    }
  } catch (error) {
    await first.close()
    throw error
  }
}

async function listen(server: AuthentikSimulator | MailcowSimulator, port: number, option: string) {
  try {
    return await server.listen(port)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(
      `nothing can listen on port ${port} of 127.0.0.1 (${code}): choose another with ${option}`,
    )
  }
}
