import { getCACertificates } from 'node:tls'
import { Agent, fetch as undiciFetch } from 'undici'
import { readCertificates } from './certificates.ts'

/** How TLS certificates are checked. */
export interface TransportOptions {
  /** False accepts any certificate. */
  readonly verifyTls: boolean
  /** PEM file of certificate authorities trusted besides the public ones. */
  readonly caFile?: string | undefined
}

/**
 * A `fetch` with its own connection pool and TLS settings.
 *
 * @throws Error when the CA file cannot be read or holds no certificate
 */
export function createTransport(options: TransportOptions): typeof globalThis.fetch {
  const dispatcher = new Agent({
    connect: {
      rejectUnauthorized: options.verifyTls,
      ...(options.caFile
        ? { ca: [...getCACertificates('default'), ...readCertificates(options.caFile)] }
        : {}),
    },
  })
  const fetch = (input: Parameters<typeof undiciFetch>[0], init?: Parameters<typeof undiciFetch>[1]) =>
    undiciFetch(input, { ...init, dispatcher })
  // The same standard in two declarations: undici's own types and Node's copy of them.
  return fetch as unknown as typeof globalThis.fetch
}
