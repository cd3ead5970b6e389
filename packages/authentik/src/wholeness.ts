import { UpstreamError } from '@cowherd/upstream'

/** The error of several answers that do not fit together. */
export function notWhole(reason: string): UpstreamError {
  return new UpstreamError('source', 'not-whole', `The reading of Authentik is not whole: ${reason}.`)
}

/**
 * Reads, and once more where what came does not fit together: somebody changed something in between.
 *
 * @throws UpstreamError `not-whole` after the second time
 */
export async function readWhole<T>(read: () => Promise<T>, readAgain: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!isNotWhole(error)) throw error
  }
  try {
    return await readAgain()
  } catch (error) {
    if (!isNotWhole(error)) throw error
    throw new UpstreamError(
      'source',
      'not-whole',
      `${error.message} It was read twice, and nothing is changed on the strength of it. Most likely groups are being changed right now, by an import or a directory sync: try again when that is over. If it stays, look for a cache or a proxy between Cowherd and Authentik.`,
    )
  }
}

/** @throws UpstreamError `not-whole` where two walks did not see the same ids */
export function assertSameIds<Id>(what: string, first: ReadonlySet<Id>, second: ReadonlySet<Id>): void {
  const lost = countMissing(first, second)
  const found = countMissing(second, first)
  if (lost + found === 0) return
  throw notWhole(
    `two walks over the ${what} disagree, ${lost} only in the first, ${found} only in the second`,
  )
}

function isNotWhole(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.code === 'not-whole'
}

function countMissing<Id>(ids: ReadonlySet<Id>, among: ReadonlySet<Id>): number {
  return [...ids].filter((id) => !among.has(id)).length
}
