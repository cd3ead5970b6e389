import type { Change } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import pLimit from 'p-limit'
import type { ChangeResult } from './result.ts'
import { type WriteContext, writeChange } from './write.ts'

/** How changes are made. */
export interface ApplyContext extends WriteContext {
  /** How many aliases are written at the same time. */
  readonly concurrency: number
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Makes changes, the only place that writes. In their order, a few aliases at a time; a change waits for those it depends on and is not
 * attempted where one of them failed. One failure does not stop the others, unless the whole side is away or refuses everything.
 *
 * @returns one result for each change, in the order of the changes
 */
export async function applyChanges(
  changes: readonly Change[],
  context: ApplyContext,
): Promise<ChangeResult[]> {
  const limit = pLimit(context.concurrency)
  const pending = new Map<number, Promise<ChangeResult>>()
  const exchanges = new Map<number, Promise<ChangeResult>>()
  let stopped: UpstreamError | undefined
  let done = 0

  const makeChange = async (change: Change): Promise<ChangeResult> => {
    const result = await make(change)
    done += 1
    context.onProgress?.(done, changes.length)
    return result
  }
  const make = async (change: Change): Promise<ChangeResult> => {
    if (stopped) return notAttempted(change, stopped.message)
    try {
      return await writeChange(change, context)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      stopped ??= error
      return { change, outcome: 'failed', id: change.id, reason: error.message }
    }
  }

  return Promise.all(
    changes.map((change) => {
      const { id, exchange } = change
      const earlier = change.dependsOn.flatMap((other) => pending.get(other) ?? [])
      const partner = exchange === undefined ? undefined : exchanges.get(exchange)
      const result = Promise.all(partner ? [...earlier, partner] : earlier).then((results) => {
        const failure = results.find(({ outcome }) => outcome !== 'applied')
        return failure
          ? notAttempted(change, `it waits for the change of ${failure.change.address}, which was not made`)
          : limit(() => makeChange(change))
      })
      if (id !== undefined) pending.set(id, result)
      if (exchange !== undefined) exchanges.set(exchange, result)
      return result
    }),
  )
}

function notAttempted(change: Change, reason: string): ChangeResult {
  return { change, outcome: 'not-attempted', id: change.id, reason }
}
