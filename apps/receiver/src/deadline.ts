/**
 * Waits for an answer, but not for ever.
 *
 * @throws Error when the time is over; what was asked goes on, and its end is not told
 */
export async function withDeadline<Result>(
  asked: Promise<Result>,
  ms: number,
  what: string,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${what} did not answer within ${ms / 1000} s`)), ms)
  try {
    return await Promise.race([asked, promise])
  } finally {
    clearTimeout(timer)
  }
}
