import type { Health } from '@cowherd/console'
import type { RequestRecord } from '@cowherd/upstream'

const kept = 50
const sides = ['source', 'target'] as const

/** What requests tell of the two servers. */
export interface HealthRecord {
  note(record: RequestRecord): void
  health(): Health[]
}

/** Makes the record. An answer that says no is an answer; one that says that the server is out of order is none. */
export function createHealthRecord(nowMs: () => number): HealthRecord {
  const known = {
    source: {
      answeredAt: undefined as number | undefined,
      failedAt: undefined as number | undefined,
      times: [] as number[],
    },
    target: {
      answeredAt: undefined as number | undefined,
      failedAt: undefined as number | undefined,
      times: [] as number[],
    },
  }
  return {
    note({ side, status, milliseconds }) {
      const one = known[side]
      if (status === undefined || status >= 500) {
        one.failedAt = nowMs()
        return
      }
      one.answeredAt = nowMs()
      one.times.push(milliseconds)
      if (one.times.length > kept) one.times.shift()
    },
    health: () =>
      sides.map((side) => {
        const { answeredAt, failedAt, times } = known[side]
        const sorted = [...times].sort((a, b) => a - b)
        return { side, answeredAt, failedAt, medianMs: sorted[Math.floor(sorted.length / 2)] }
      }),
  }
}
