/** Which of the two servers. */
export type Side = 'source' | 'target'

/** What went wrong with a server, as far as it decides what to do next. */
export type UpstreamErrorCode =
  /** no connection, a broken one, or no answer in time: nothing is known to have happened */
  | 'unreachable'
  /** a setting that no request can work with: an address that is none, a certificate that is not trusted */
  | 'misconfigured'
  /** a 5xx, or an HTML page where JSON belongs: the server or a proxy before it is away */
  | 'server-error'
  /** token or key unknown, expired or disabled */
  | 'bad-token'
  /** token without a permission that is needed */
  | 'no-permission'
  /** Mailcow's key may not be used from this network address */
  | 'address-not-allowed'
  /** Mailcow's key may only read */
  | 'read-only-key'
  /** an answer of a shape that no known version gives */
  | 'bad-answer'
  /** several answers that do not make one whole reading */
  | 'not-whole'
  /** the server said no to this one request, and why */
  | 'rejected'
  /** a write whose outcome is not known: read back before anything else */
  | 'outcome-unknown'

/** A failure of one of the two servers. Its message tells what was asked, what came back and what to do; never a secret. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly side: Side
  readonly code: UpstreamErrorCode
  /** HTTP status, where there was one. */
  readonly status: number | undefined

  constructor(
    side: Side,
    code: UpstreamErrorCode,
    message: string,
    options: { status?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.side = side
    this.code = code
    this.status = options.status
  }

  /** The same request may succeed later without anybody's doing. */
  get retryable(): boolean {
    return this.code === 'unreachable' || this.code === 'server-error' || this.code === 'not-whole'
  }

  /** No further request to this side makes sense: Mailcow bans hosts that go on with a wrong key. */
  get final(): boolean {
    return finalCodes.has(this.code)
  }
}

const finalCodes: ReadonlySet<UpstreamErrorCode> = new Set([
  'misconfigured',
  'bad-token',
  'no-permission',
  'address-not-allowed',
  'read-only-key',
])
