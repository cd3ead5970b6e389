import pRetry from 'p-retry'
import { UpstreamError } from './error.ts'

const defaultPauseMs = 250
const longestPauseMs = 4000

/** How long to go on. */
export interface Patience {
  /** Time for all tries and pauses, in milliseconds. */
  readonly patienceMs: number
  /** First pause, in milliseconds; doubles, with jitter. */
  readonly pauseMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Tries until it works, until it fails in a way that time does not mend, or until patience is at its end.
 *
 * @param attempt gets the time that is left for it, in milliseconds
 * @throws what the last try threw; UpstreamError then also tells how often it was tried
 */
export async function withPatience<T>(
  patience: Patience,
  attempt: (remainingMs: number) => Promise<T>,
): Promise<T> {
  const { patienceMs, signal } = patience
  const started = performance.now()
  const remainingMs = () => started + patienceMs - performance.now()
  // A last try that gets no time to be answered would hide what the tries before it found out.
  const worthwhileMs = patienceMs / 10
  let attempts = 0
  try {
    return await pRetry(
      (count) => {
        attempts = count
        return attempt(Math.max(1, remainingMs()))
      },
      {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: patience.pauseMs ?? defaultPauseMs,
        maxTimeout: longestPauseMs,
        randomize: true,
        shouldRetry: ({ error, retryDelay }) =>
          error instanceof UpstreamError && error.retryable && remainingMs() - retryDelay >= worthwhileMs,
        ...(signal ? { signal } : {}),
      },
    )
  } catch (error) {
    if (!(error instanceof UpstreamError) || attempts === 1) throw error
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    throw new UpstreamError(
      error.side,
      error.code,
      `${error.message} Tried ${attempts} times in ${seconds} s.`,
      {
        status: error.status,
      },
    )
  }
}
