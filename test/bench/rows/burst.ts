import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../service/harness/until.ts'
import { changeGroup, editOf, isRight, listsOf } from '../company/change.ts'
import { type Company, createCompany } from '../company/company.ts'
import { runBaseline, runEdits } from '../company/contestant.ts'
import { flatShape } from '../company/shape.ts'
import { cellsOf, type Samples } from '../results/cells.ts'
import type { Line } from '../results/model.ts'
import type { BenchPlace } from '../service/place.ts'
import type { Row } from '../service/row.ts'
import { withOffice } from '../service/started.ts'
import { isWrite } from '../upstream/exchange.ts'
import { breakDown } from '../upstream/phases.ts'
import type { Part } from './part.ts'
import { tell } from './progress.ts'

/** As many as are written at the same time by default, and a tenth for the run that the first webhooks wake. */
const mostJoinedBefore = (changes: number) => 4 + Math.floor(changes / 20)

/** Somebody joins every second group and leaves every other one, all at the same moment. */
export const measureBurst: Part = async (places, extent) => {
  const shape = flatShape(Math.max(100, extent.burst))
  const name = `${extent.burst.toLocaleString('en')} changes at once in ${shape.name}`
  const took: Samples = {}
  const writes: Samples = {}
  const leavers: Samples = {}
  const open = (owner: string) => createCompany({ shape, owner, scale: extent.scale })
  const numbers = Array.from({ length: extent.burst }, (_, index) => index)

  tell(`burst: ${name}: the floor and the script`)
  const minimal = await open('bench')
  for (const number of numbers) changeGroup(minimal, number)
  const floor = await runEdits(
    minimal,
    numbers.map((number) => editOf(minimal, number)),
  )
  took.floor = [{ value: floor.ms, breakdown: breakDown(minimal.exchanges.all, floor.begin, floor.end) }]
  writes.floor = [{ value: writesOf(minimal) }]
  const alone = await open('bench')
  const changed = numbers.map((number) => changeGroup(alone, number))
  const script = await runBaseline(alone, 'repaired')
  const lists = listsOf(alone)
  if (!changed.every((one) => isRight(alone, one, lists))) throw new Error('the script left lists wrong')
  took.baseline = [{ value: script.ms, breakdown: breakDown(alone.exchanges.all, script.begin, script.end) }]
  writes.baseline = [{ value: writesOf(alone) }]

  const targets: Row[] = []
  for (const place of places) {
    tell(`burst: ${name} on ${place.name}`)
    const one = await burst(place, open, numbers, floor.ms)
    took[place.name] = [{ value: one.ms, breakdown: one.breakdown }]
    leavers[place.name] = [{ value: one.leaversMs }]
    writes[place.name] = [{ value: one.writes }]
    targets.push(
      {
        what: `${place.name}: writes for ${name}`,
        target: `≤ ${extent.burst}`,
        measured: String(one.writes),
        met: one.writes <= extent.burst,
      },
      {
        what: `${place.name}: who joined and was let in before the last who left was out, of ${Math.ceil(extent.burst / 2)}`,
        target: `≤ ${mostJoinedBefore(extent.burst)}, leavers first`,
        measured: String(one.joinedBefore),
        met: one.joinedBefore <= mostJoinedBefore(extent.burst),
      },
    )
  }
  const lines: Line[] = [
    { what: `${name} → all right`, unit: 'ms', cells: cellsOf(took) },
    { what: `${name} → the last leaver out`, unit: 'ms', cells: cellsOf(leavers) },
    { what: `${name}: writes`, unit: 'writes', cells: cellsOf(writes) },
  ]
  return { lines, targets }
}

function burst(
  place: BenchPlace,
  open: (owner: string) => Promise<Company>,
  numbers: readonly number[],
  floorMs: number,
) {
  const options = { open, firstSweepMs: 900_000 }
  return withOffice(place, options, async ({ office, installation }) => {
    const { authentik, exchanges } = office
    authentik.deliverTo(installation.webhookUrl, installation.secret, { timeScale: 0.001 })
    // What a service looks at once it has started is over.
    await sleep(5_000)
    const before = writesOf(office)
    const begin = performance.now()
    const changed = numbers.map((number) => changeGroup(office, number))
    const waiting = new Set(changed)
    let [end, leaversEnd, joined, joinedBefore] = [begin, begin, 0, 0]
    exchanges.onExchange.add((exchange) => {
      if (!isWrite(exchange)) return
      const lists = listsOf(office)
      for (const one of waiting) {
        if (!isRight(office, one, lists)) continue
        waiting.delete(one)
        end = exchange.end
        if (one.joined) joined += 1
        else [leaversEnd, joinedBefore] = [exchange.end, joined]
      }
    })
    await until('all lists are right', () => waiting.size === 0, 120_000 + 20 * floorMs, 50)
    const breakdown = breakDown(exchanges.all, begin, end)
    return {
      ms: end - begin,
      leaversMs: leaversEnd - begin,
      joinedBefore,
      writes: writesOf(office) - before,
      breakdown,
    }
  })
}

function writesOf({ exchanges }: Company): number {
  return exchanges.all.filter(isWrite).length
}
