import type { Line } from '../results/model.ts'
import { milliseconds, type Row } from '../service/row.ts'

const mostOfFloor = 1.3
const mostPlanMs = 1_000
const mostMbAbove = 400

/**
 * A sweep against the fewest requests, and the processor time that it takes: all of its process, so that planning took less.
 *
 * @param informedMs what the fewest requests take that also tell who has a mailbox
 */
export function sweepTargets(took: Line, cpu: Line, informedMs: number): Row[] {
  const { floor } = took.cells
  return (['embedded', 'redis', 'postgres'] as const).flatMap((column) => {
    const [whole, processor] = [took.cells[column], cpu.cells[column]]
    if (!floor || !whole || !processor) return []
    const ratio = whole.value / floor.value
    const informed = `${(whole.value / informedMs).toFixed(2)} × the fewest that also tell the mailboxes (${milliseconds(informedMs)})`
    return [
      {
        what: `${column}: sweep of ${took.what}`,
        target: `≤ ${mostOfFloor} × the floor`,
        measured: `${ratio.toFixed(2)} ×; ${informed}`,
        met: ratio <= mostOfFloor,
      },
      {
        what: `${column}: ${cpu.what}`,
        target: `< ${milliseconds(mostPlanMs)}`,
        measured: milliseconds(processor.value),
        met: processor.value < mostPlanMs,
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
