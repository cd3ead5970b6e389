import { setTimeout as sleep } from 'node:timers/promises'

/** Time between two looks, in milliseconds. */
const pauseMs = 25

/** Waits until something is true; false where it is not after `limitMs` milliseconds, or the signal is aborted before. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + limitMs
  for (;;) {
    if (await condition()) return true
    if (signal.aborted || performance.now() >= end) return false
    await sleep(pauseMs)
  }
}
