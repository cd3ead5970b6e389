import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until there is something to see; gives undefined when `timeoutMs` have passed. */
export async function within<Seen>(
  timeoutMs: number,
  look: () => Seen | undefined | Promise<Seen | undefined>,
  pauseMs = 10,
): Promise<Seen | undefined> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (performance.now() > end) return undefined
    await sleep(pauseMs)
  }
}

/** As `within`. Throws an Error that names what was waited for. */
export async function until(
  what: string,
  look: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
  pauseMs = 10,
): Promise<void> {
  const seen = await within(timeoutMs, async () => (await look()) || undefined, pauseMs)
  if (!seen) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`)
}
