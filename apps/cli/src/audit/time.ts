import { UsageError } from '../program/failure.ts'

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * A moment as people give it: `2026-11-24T09:30:00Z`, without a zone in that of this machine, a day, or how long ago (`90m`, `2h`, `7d`).
 *
 * @throws UsageError naming the option
 */
export function parseTime(text: string, option: string, now: Date): Date {
  const ago = /^(\d{1,6})([mhd])$/.exec(text)
  if (ago) return new Date(now.getTime() - Number(ago[1]) * unitMs[ago[2] as keyof typeof unitMs])
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/
  const at = new Date(text)
  if (iso.test(text) && !Number.isNaN(at.getTime())) return at
  throw new UsageError(
    `"${text}" is no time for ${option}: give one such as 2026-11-24T09:30:00Z or 2026-11-24, or how long ago, such as 2h or 7d`,
  )
}
