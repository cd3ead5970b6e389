import { setTimeout as sleep } from 'node:timers/promises'
import { changeGroup, editOf, whenRight } from '../company/change.ts'
import { createCompany } from '../company/company.ts'
import { runBaseline, runEdits } from '../company/contestant.ts'
import { flatShape, type Shape } from '../company/shape.ts'
import type { Sample } from '../results/cell.ts'
import { cellsOf, type Samples } from '../results/cells.ts'
import type { Line } from '../results/model.ts'
import type { BenchPlace } from '../service/place.ts'
import { quantile, type Row } from '../service/row.ts'
import { withOffice } from '../service/started.ts'
import { isOfRun } from '../upstream/exchange.ts'
import { breakDown, upstreamMs } from '../upstream/phases.ts'
import { changeTargets, flatTarget } from './change-targets.ts'
import type { Extent, Part } from './part.ts'
import { repeatedly, tell } from './progress.ts'

/** Milliseconds between an event and its run, as by default. */
const settleMs = 500

/** One membership changes, again and again, at the smallest and the largest size. */
export const measureChange: Part = async (places, extent) => {
  const lines: Line[] = []
  const targets: Row[] = []
  for (const size of new Set([extent.groups[0] ?? 100, extent.groups.at(-1) ?? 100])) {
    const shape = flatShape(size)
    const took: Samples = {}
    const requests: Samples = {}
    tell(`change: ${shape.name}: the floor and the script`)
    const alone = await createCompany({ shape, owner: 'bench', scale: extent.scale })
    const floor = await repeatedly(extent.repeat, async (index) => {
      changeGroup(alone, index)
      return runEdits(alone, [editOf(alone, index)])
    })
    const baseline = await repeatedly(extent.repeat, async (index) => {
      changeGroup(alone, extent.repeat + index)
      return runBaseline(alone, 'repaired')
    })
    for (const [column, runs] of Object.entries({ floor, baseline })) {
      Object.assign(took, {
        [column]: runs.map(({ ms, begin, end }) => ({
          value: ms,
          breakdown: breakDown(alone.exchanges.all, begin, end),
        })),
      })
    }
    for (const place of places) {
      tell(`change: ${shape.name} on ${place.name}, ${extent.single} times`)
      const samples = await changes(place, shape, extent)
      took[place.name] = samples.map(({ took: one }) => one)
      requests[place.name] = samples.map(({ requests: value }) => ({ value }))
      const overheads = samples.map(({ overhead }) => overhead)
      targets.push(...changeTargets(place.name, shape, overheads, quantile(overheads, 0.95)))
    }
    lines.push(
      { what: `one change of ${shape.name} → alias right`, unit: 'ms', cells: cellsOf(took) },
      { what: `requests until then, ${shape.name}`, unit: 'requests', cells: cellsOf(requests) },
    )
  }
  return { lines, targets: [...targets, ...flatTarget(lines)] }
}

interface Changed {
  readonly took: Sample
  readonly requests: number
  /** Beyond settling and the requests, in milliseconds. */
  readonly overhead: number
}

/** Changes one after another, from the change until the list is right; webhooks come at once. */
function changes(place: BenchPlace, shape: Shape, { single, scale }: Extent): Promise<Changed[]> {
  const open = (owner: string) => createCompany({ shape, owner, scale })
  const options = { open, firstSweepMs: 900_000, env: { COWHERD_EVENT_LOG: '0' } }
  return withOffice(place, options, async ({ office, installation }) => {
    const { authentik, exchanges } = office
    authentik.deliverTo(installation.webhookUrl, installation.secret, { timeScale: 0.001 })
    return repeatedly(single, async (index) => {
      // Longer than the reading back after the change before, and at no fixed moment of anything.
      await sleep(700 + Math.random() * 500)
      const begin = performance.now()
      const right = whenRight(office, changeGroup(office, index))
      const end = await right
      const breakdown = breakDown(exchanges.all, begin, end)
      const inside = exchanges.all.filter((one) => isOfRun(one) && one.begin >= begin && one.begin <= end)
      return {
        took: { value: end - begin, breakdown },
        requests: inside.length,
        overhead: end - begin - settleMs - upstreamMs(breakdown),
      }
    })
  })
}
