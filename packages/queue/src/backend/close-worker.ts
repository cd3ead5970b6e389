import type { Worker as BullWorker } from 'bullmq'

/** Closes a worker and waits for what it is at, `limitMs` at most: with its store away it would wait for ever. */
export async function closeWorker(
  worker: BullWorker,
  running: Promise<void>,
  limitMs: number,
): Promise<void> {
  const { promise: expired, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, limitMs)
  const closed = worker.close().then(() => running)
  // Whoever stops waiting does not want to hear of it either.
  closed.catch(() => {})
  await Promise.race([closed, expired])
  clearTimeout(timer)
}
