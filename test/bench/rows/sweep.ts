import { type Company, createCompany } from '../company/company.ts'
import { runBaseline, runFloor } from '../company/contestant.ts'
import { flatShape, nestedShape } from '../company/shape.ts'
import { cellOf, type Sample } from '../results/cell.ts'
import { cellsOf, type Samples } from '../results/cells.ts'
import type { Line } from '../results/model.ts'
import type { Row } from '../service/row.ts'
import { breakDown } from '../upstream/phases.ts'
import { missedBy } from './missed.ts'
import type { Part } from './part.ts'
import { repeatedly, tell } from './progress.ts'
import { sweepService } from './sweep-service.ts'
import { memoryTarget, sweepTargets } from './sweep-targets.ts'

/** Everything read, nothing to change, at all sizes; and the memory that it takes. */
export const measureSweep: Part = async (places, extent) => {
  const lines: Line[] = []
  const targets: Row[] = []
  const missed: string[] = []
  const shapes = [...extent.groups.map(flatShape), ...(extent.nested > 0 ? [nestedShape(extent.nested)] : [])]
  for (const shape of shapes) {
    const took: Samples = {}
    const memory: Samples = {}
    const cpu: Samples = {}
    const rest: Samples = {}
    const alone = await createCompany({ shape, owner: 'bench', scale: extent.scale })
    tell(`sweep: ${shape.name}: the floor and the script`)
    const floor = await repeatedly(extent.repeat, () => runFloor(alone))
    const informed = await repeatedly(extent.repeat, () => runFloor(alone, 'informed'))
    const baseline = await repeatedly(extent.repeat, () => runBaseline(alone, 'repaired'))
    const idle = baseline.find(({ added, edited, deleted }) => added + edited + deleted > 0)
    if (idle)
      throw new Error(`the script found something to change in ${shape.name}: ${JSON.stringify(idle)}`)
    for (const [column, runs] of [
      ['floor', floor],
      ['baseline', baseline],
    ] as const) {
      took[column] = runs.map((run) => sampleOf(alone, run))
      memory[column] = runs.map(({ mb }) => ({ value: mb }))
    }
    missed.push(await missedBy(alone))
    for (const place of places) {
      tell(`sweep: ${shape.name} on ${place.name}`)
      const measured = await sweepService(place, shape, extent)
      took[place.name] = measured.runs
      cpu[place.name] = measured.cpu
      memory[place.name] = [{ value: measured.mostMb }]
      rest[place.name] = [{ value: measured.restMb }]
    }
    const name = `${shape.name}, nothing to change`
    const whole: Line = { what: name, unit: 'ms', cells: cellsOf(took) }
    const processor: Line = { what: `${name}: processor time`, unit: 'CPU ms', cells: cellsOf(cpu) }
    lines.push(
      ...[whole, processor],
      { what: `${name}: most memory`, unit: 'MB', cells: cellsOf(memory) },
      { what: `${name}: memory before`, unit: 'MB', cells: cellsOf(rest) },
    )
    const informedMs = cellOf(informed.map(({ ms }) => ({ value: ms }))).value
    targets.push(...sweepTargets(whole, processor, informedMs))
  }
  return { lines, targets: [...targets, ...memoryTarget(lines)], missed }
}

function sampleOf(
  { exchanges }: Company,
  { ms, begin, end }: { ms: number; begin: number; end: number },
): Sample {
  return { value: ms, breakdown: breakDown(exchanges.all, begin, end) }
}
