import type { ServicePort, ServiceSigns } from '../service/signs.ts'

/** How the time passes. */
export interface Waiting {
  readonly nowMs: () => number
  readonly sleep: (ms: number) => Promise<unknown>
}

const pauseMs = 250

/**
 * Looks at a service again and again until it shows something.
 *
 * @returns its signs then, or its last ones when the time is over; undefined where it is gone
 */
export async function waitForSign(
  service: ServicePort,
  { nowMs, sleep }: Waiting,
  limitMs: number,
  shown: (signs: ServiceSigns) => boolean,
): Promise<ServiceSigns | undefined> {
  const until = nowMs() + limitMs
  for (;;) {
    const signs = await service.signs()
    if (!signs || shown(signs) || nowMs() >= until) return signs
    await sleep(pauseMs)
  }
}
