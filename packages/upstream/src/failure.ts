import { FetchError } from 'ofetch'
import { UpstreamError } from './error.ts'
import type { UpstreamOptions } from './options.ts'

/** The reason of an exchange that ran out of its time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

// OpenSSL's and Node's codes for a certificate that was not accepted, such as DEPTH_ZERO_SELF_SIGNED_CERT.
const certificateCode = /CERT|LEAF_SIGNATURE|HOSTNAME_MISMATCH/

/** Says why no answer came: `misconfigured` where only a person can help, else `unreachable`. */
export function describeFailure(options: UpstreamOptions, timeoutMs: number, error: unknown): UpstreamError {
  const cause = innermostCause(error)
  const where = `${options.name} at ${options.baseUrl}`
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (certificateCode.test(code)) {
    // Node appends advice about its own flags after a semicolon.
    const [problem] = reasonOf(cause).split(';')
    return new UpstreamError(
      options.side,
      'misconfigured',
      `The certificate of ${where} is not trusted: ${problem}. Give Cowherd the file of the certificate authority that signed it, or check the host name in ${options.baseUrlSetting}.`,
    )
  }
  const reason =
    cause instanceof TimeLimitError ? `no answer within ${(timeoutMs / 1000).toFixed(1)} s` : reasonOf(cause)
  return new UpstreamError(
    options.side,
    'unreachable',
    `${where} cannot be reached: ${reason}. Check ${options.baseUrlSetting}, the network between the two and that the server is up.`,
  )
}

/** `fetch` wraps "connection refused" in "fetch failed", and ofetch wraps that with the whole URL. */
function innermostCause(error: unknown): unknown {
  let current = error instanceof FetchError ? (error.cause ?? error) : error
  while (current instanceof Error && current.cause instanceof Error) current = current.cause
  return current
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason'
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
