import type { ServiceSigns } from './signs.ts'

/** A moment, in milliseconds since 1970. */
export const nowMs = 1_795_000_000_000
export const minuteMs = 60_000

/** What a service shows with which all is well. */
export function signsOf(parts: Partial<ServiceSigns> = {}): ServiceSigns {
  return {
    schedules: [
      { name: 'sweep', nextAt: nowMs + 5 * minuteMs },
      { name: 'nightly', nextAt: nowMs + 300 * minuteMs },
    ],
    ...{ inbox: 0, oldestMs: null, unheardSince: null, testAt: null, loggedAt: null, watched: null },
    lastSweep: { at: nowMs - 10 * minuteMs, nightly: false, failed: 0 },
    webhookAt: nowMs - 3 * minuteMs,
    ...parts,
  }
}
