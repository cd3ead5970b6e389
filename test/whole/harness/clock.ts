/** A clock that stands still until it is moved. */
export interface Clock {
  readonly now: () => Date
  advance(by: { readonly days?: number; readonly minutes?: number }): void
}

const minuteMs = 60_000

/** Makes a clock. */
export function createClock(start = '2026-11-24T08:00:00Z'): Clock {
  let time = Date.parse(start)
  return {
    now: () => new Date(time),
    advance({ days = 0, minutes = 0 }) {
      time += (days * 1440 + minutes) * minuteMs
    },
  }
}
