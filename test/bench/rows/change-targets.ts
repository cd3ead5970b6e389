import type { Shape } from '../company/shape.ts'
import type { Line } from '../results/model.ts'
import { milliseconds, quantile, type Row } from '../service/row.ts'

const mostOverheadMs = 30
/** Two means of the same are further apart than that on a machine that does other things too. */
const flatRatio = 1.15

/** What a change costs beyond settling and the requests to both servers. */
export function changeTargets(
  column: string,
  { name }: Shape,
  overheads: readonly number[],
  p95: number,
): Row[] {
  return [
    {
      what: `${column}: event → alias right in ${name}, beyond settling and requests, ${overheads.length} times`,
      target: `p95 < ${milliseconds(mostOverheadMs)}`,
      measured: `p50 ${milliseconds(quantile(overheads, 0.5))}, p95 ${milliseconds(p95)}`,
      met: p95 < mostOverheadMs,
    },
  ]
}

/** A change costs the same whatever the size. */
export function flatTarget(lines: readonly Line[]): Row[] {
  const [few, many] = lines.filter(({ unit }) => unit === 'ms')
  if (!few || !many) return []
  return (['embedded', 'redis', 'postgres'] as const).flatMap((column) => {
    const [one, other] = [few.cells[column], many.cells[column]]
    if (!one || !other) return []
    const ratio = other.value / one.value
    const row = {
      what: `${column}: one change at the largest size, against the smallest`,
      target: `≤ ${flatRatio} ×`,
      measured: `${ratio.toFixed(2)} ×`,
      met: ratio <= flatRatio,
    }
    return [row]
  })
}
