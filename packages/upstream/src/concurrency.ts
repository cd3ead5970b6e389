import pLimit from 'p-limit'

/**
 * Runs a task for every item, a few at the same time. The first failure is thrown, ends the tasks under way and keeps
 * the others from starting.
 *
 * @returns the results in the order of the items
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  task: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(concurrency)
  const controller = new AbortController()
  return Promise.all(
    items.map((item) =>
      limit(async () => {
        controller.signal.throwIfAborted()
        try {
          return await task(item, controller.signal)
        } catch (error) {
          controller.abort(error)
          throw error
        }
      }),
    ),
  )
}
