/**
 * Joins concurrent calls: while one write is under way, what comes in waits and goes with the next one. A call resolves
 * or rejects with the write that carried its items.
 */
export function createBatch<T>(
  write: (items: readonly T[]) => Promise<void>,
): (items: readonly T[]) => Promise<void> {
  let waiting: { items: T[]; written: Promise<void> } | undefined
  let last: Promise<void> = Promise.resolve()

  return (items) => {
    if (waiting) {
      waiting.items.push(...items)
      return waiting.written
    }
    const batch = { items: [...items], written: Promise.resolve() }
    batch.written = last.then(turnOfLoop).then(() => {
      waiting = undefined
      return write(batch.items)
    })
    waiting = batch
    last = batch.written.catch(() => {})
    return batch.written
  }
}

/** The embedded store works without a pause: what has arrived meanwhile is heard only in a turn of the event loop. */
function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
