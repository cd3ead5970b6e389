import type { Shape } from '../company/shape.ts'
import { cellOf } from '../results/cell.ts'
import type { Samples } from '../results/cells.ts'
import type { Line } from '../results/model.ts'
import { milliseconds, type Row } from '../service/row.ts'

const mostOfFloor = 1.3
const mostPlanMs = 1_000
const mostMbAbove = 400

/**
 * A sweep against the fewest requests, and what it computes of its own.
 *
 * @param informedMs what the fewest requests take that also tell who has a mailbox
 */
export function sweepTargets({ name }: Shape, took: Readonly<Samples>, informedMs: number): Row[] {
  const { floor, baseline: _, ...services } = took
  if (!floor) return []
  return Object.entries(services).flatMap(([column, samples]) => {
    const { value, breakdown } = cellOf(samples)
    const ratio = value / cellOf(floor).value
    return [
      {
        what: `${column}: sweep of ${name}`,
        target: `≤ ${mostOfFloor} × the floor`,
        measured: `${ratio.toFixed(2)} ×; ${(value / informedMs).toFixed(2)} × the fewest that also tell the mailboxes (${milliseconds(informedMs)})`,
        met: ratio <= mostOfFloor,
      },
      {
        what: `${column}: the same, time in which no request is under way`,
        target: `< ${milliseconds(mostPlanMs)}`,
        measured: milliseconds(breakdown?.plan ?? Number.NaN),
        met: (breakdown?.plan ?? Number.NaN) < mostPlanMs,
      },
    ]
  })
}

/** The most memory at the largest size against the smallest company at rest on the embedded queue. */
export function memoryTarget(lines: readonly Line[]): Row[] {
  const least = lines.find(({ what }) => what.endsWith('memory before'))?.cells.embedded
  const most = lines.filter(({ what }) => what.endsWith('most memory')).map(({ cells }) => cells.embedded)
  const largest = Math.max(...most.map((cell) => cell?.value ?? 0))
  if (!least || most.length < 2) return []
  return [
    {
      what: 'embedded: most memory at the largest size, above that of the smallest at rest',
      target: `< ${mostMbAbove} MB`,
      measured: `${Math.round(largest - least.value)} MB`,
      met: largest - least.value < mostMbAbove,
    },
  ]
}
