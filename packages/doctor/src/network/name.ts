import { isIP } from 'node:net'
import type { Verdict } from '../check/check.ts'
import { ok, problem } from '../check/verdict.ts'
import type { Network } from './network.ts'

/** A server as the settings name it. */
export interface ServerAddress {
  /** The setting that holds the address. */
  readonly setting: string
  readonly url: URL
}

/** Whether a server's name can be resolved. */
export async function judgeName({ setting, url }: ServerAddress, network: Network): Promise<Verdict> {
  const host = hostOf(url)
  if (isIP(host) !== 0) return ok(`${setting} is an address; no name to look up.`)
  const found = await network.resolve(host).catch((error: unknown) => error)
  if (!Array.isArray(found)) {
    return problem(
      `The name ${host} cannot be looked up: ${found instanceof Error ? found.message : String(found)}.`,
      'Check that the name server of this machine or container answers (in Docker: the network that the container is in).',
    )
  }
  if (found.length === 0) {
    return problem(
      `There is no host ${host}.`,
      `Correct ${setting}, or make the name known to the name server of this machine or container.`,
    )
  }
  return ok(`${host} is ${found.slice(0, 3).join(', ')}.`)
}

/** The host of an address, an IPv6 one without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
