import type { Side, UpstreamError } from '@cowherd/upstream'

/** Knows which side is away, and how long to leave it alone. */
export interface Breaker {
  /** Whole milliseconds for which nothing at all may be sent; 0 when a try is allowed. */
  blockedMs(): number
  /** A side failed lately: be hasty, somebody waits for the other changes. */
  readonly open: boolean
  /**
   * A run failed.
   *
   * @returns after how many milliseconds to try again
   */
  failed(error: UpstreamError): number
  /** A run reached both sides. Tells whether an outage ended with it. */
  succeeded(): boolean
}

const firstPauseMs = 5_000
const lastPauseMs = 300_000
/** Mailcow bans a host after ten wrong keys in ten minutes. */
const refusedPauseMs = 150_000

/** @param now milliseconds; @param random 0 to 1, spreads the pauses */
export function createBreaker(now: () => number, random: () => number): Breaker {
  /** In a row, of each side for itself: with both away, either may be the first to be missed. */
  const failures = new Map<Side, number>()
  let blockedUntil = 0
  return {
    blockedMs: () => Math.ceil(Math.max(0, blockedUntil - now())),
    get open() {
      return failures.size > 0
    },
    failed(error) {
      const count = (failures.get(error.side) ?? 0) + 1
      failures.set(error.side, count)
      if (error.final && error.side === 'target') {
        blockedUntil = now() + refusedPauseMs
        return refusedPauseMs
      }
      const pause = Math.min(lastPauseMs, firstPauseMs * 2 ** (count - 1))
      return Math.round(pause * (0.75 + random() / 2))
    },
    succeeded() {
      const ended = failures.size > 0
      failures.clear()
      blockedUntil = 0
      return ended
    },
  }
}
