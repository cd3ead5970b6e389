/** Failed authentications that one address has at once, and how fast they come back. */
const BURST = 10
const REFILL_MS = 6000
/** So many addresses are remembered. */
const ADDRESSES = 1000

interface Bucket {
  readonly left: number
  readonly at: number
}

/**
 * Makes the limit of failed authentications by address: ten at once, then one each six seconds. The least recent of more
 * than a thousand addresses is forgotten. Who knows the secret is never asked: a refused webhook comes back after half a
 * minute, and behind a proxy all senders share one address.
 *
 * @returns seconds to wait, 0 while the failure is within the limit
 */
export function createFailureLimit(now: () => number): (address: string) => number {
  const buckets = new Map<string, Bucket>()
  return (address) => {
    const at = now()
    const bucket = buckets.get(address)
    const refilled = bucket ? bucket.left + Math.max(0, at - bucket.at) / REFILL_MS : BURST
    const left = Math.min(BURST, refilled)
    // Deleted first, so that the order of the map is that of the last failure.
    buckets.delete(address)
    buckets.set(address, { left: left < 1 ? left : left - 1, at })
    if (buckets.size > ADDRESSES) buckets.delete(buckets.keys().next().value ?? '')
    return left < 1 ? Math.ceil(((1 - left) * REFILL_MS) / 1000) : 0
  }
}
