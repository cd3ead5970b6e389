/** Attempts that one address has at once, and all of them together; how fast they come back, in milliseconds. */
const burst = 5
const refillMs = 20_000
const totalBurst = 50
const totalRefillMs = 2_000
/** So many addresses are remembered; the least recent is forgotten. */
const addressesMax = 1_000

interface Bucket {
  left: number
  at: number
}

/** Counts failed logins. */
export interface Attempts {
  /** Seconds to wait before another attempt is looked at; 0 for none. */
  waitSeconds(address: string): number
  failed(address: string): void
}

/** Makes the limit: five failures of one address, fifty of all, then one each 20 s and 2 s. While it holds, no token is looked at. */
export function createAttempts(nowMs: () => number): Attempts {
  const buckets = new Map<string, Bucket>()
  const total: Bucket = { left: totalBurst, at: nowMs() }

  function refill(bucket: Bucket, most: number, everyMs: number): Bucket {
    const at = nowMs()
    bucket.left = Math.min(most, bucket.left + Math.max(0, at - bucket.at) / everyMs)
    bucket.at = at
    return bucket
  }
  const wait = ({ left }: Bucket, everyMs: number) =>
    left < 1 ? Math.ceil(((1 - left) * everyMs) / 1000) : 0

  return {
    waitSeconds(address) {
      const bucket = buckets.get(address)
      return Math.max(
        bucket ? wait(refill(bucket, burst, refillMs), refillMs) : 0,
        wait(refill(total, totalBurst, totalRefillMs), totalRefillMs),
      )
    },
    failed(address) {
      const bucket = buckets.get(address) ?? { left: burst, at: nowMs() }
      refill(bucket, burst, refillMs).left -= 1
      refill(total, totalBurst, totalRefillMs).left -= 1
      buckets.delete(address)
      buckets.set(address, bucket)
      if (buckets.size > addressesMax) buckets.delete(buckets.keys().next().value ?? '')
    },
  }
}
