import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { connect, getCACertificates, type PeerCertificate } from 'node:tls'
import type { Network, ShownCertificate } from '@cowherd/doctor'

/** A connection that takes longer is none, in milliseconds. */
const connectMs = 5_000

/** What the network of this machine tells of a server. */
export interface NetworkOptions {
  /** Text of a PEM file of authorities trusted besides the public ones. */
  readonly authorities: string | undefined
}

/** Looks names up as this machine does, and at the certificates that servers show it. */
export function createNetwork({ authorities }: NetworkOptions): Network {
  return {
    async resolve(host) {
      try {
        return (await lookup(host, { all: true })).map(({ address }) => address)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOTFOUND') return []
        throw error
      }
    },
    certificate: (host, port) =>
      new Promise((resolve, reject) => {
        const socket = connect({
          ...{ host, port, timeout: connectMs, rejectUnauthorized: false },
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(authorities === undefined ? {} : { ca: [...getCACertificates('default'), authorities] }),
        })
        socket.once('secureConnect', () => {
          resolve(shownCertificate(socket.getPeerCertificate(), socket.authorized, socket.authorizationError))
          socket.destroy()
        })
        socket.once('timeout', () => socket.destroy(new Error(`no answer within ${connectMs / 1000} s`)))
        socket.once('error', reject)
      }),
  }
}

/** What OpenSSL's and Node's codes mean, where they are not plain. */
const distrusts: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the server does not send the certificate between it and a known authority',
  CERT_NOT_YET_VALID: 'it does not hold yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another name',
}

function shownCertificate(
  { valid_to: validTo, subjectaltname = '' }: PeerCertificate,
  trusted: boolean,
  error: Error | string | undefined,
): ShownCertificate {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return {
    validTo: new Date(validTo),
    distrust: trusted ? undefined : (distrusts[code] ?? code),
    names: [...subjectaltname.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, name = '']) => name),
  }
}
