/** A webhook is sent again so often before it is given up. */
export const RETRIES = 20

const FIRST_MS = 15_000
const LONGEST_MS = 7 * 24 * 3600 * 1000
/** The worker looks so often for what is due. */
const POLL_MS = 30_000

/**
 * Time until a webhook is sent again, in milliseconds: doubling from 15 s with jitter, up to the next look for what is
 * due. Gaps of 30, 30, 60, 121, 239 and 472 s were observed.
 *
 * @param failures how often it failed, from 1
 */
export function retryGapMs(failures: number, random: () => number): number {
  const longest = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS)
  return Math.ceil((longest * (1 + random())) / 2 / POLL_MS) * POLL_MS
}
