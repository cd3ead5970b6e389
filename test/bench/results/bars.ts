import { type Breakdown, phases } from '../upstream/phases.ts'
import { columns, type Line } from './model.ts'

const width = 50
const marks = { wait: '·', read: '█', plan: '▓', apply: '▒', verify: '░' } as const

/** One bar for each measured run: how its time is shared out, each bar as wide as any other, with the milliseconds beside it. */
export function barsText(lines: readonly Line[]): string {
  const legend = phases.map((phase) => `${marks[phase]} ${phase}`).join('  ')
  const blocks = lines.flatMap((line) => {
    const shown = columns.flatMap((column) => {
      const cell = line.cells[column]
      return cell?.breakdown ? [{ column, breakdown: cell.breakdown }] : []
    })
    return shown.length === 0 ? [] : [[line.what, ...shown.map(barLine)].join('\n')]
  })
  return [legend, ...blocks].join('\n\n')
}

function barLine({ column, breakdown }: { column: string; breakdown: Breakdown }): string {
  const total = phases.reduce((sum, phase) => sum + breakdown[phase], 0)
  let [at, drawn, bar] = [0, 0, '']
  for (const phase of phases) {
    at += breakdown[phase]
    const until = Math.round((at / total) * width)
    bar += marks[phase].repeat(until - drawn)
    drawn = until
  }
  const parts = phases
    .filter((phase) => breakdown[phase] >= 0.5)
    .map((phase) => `${phase} ${Math.round(breakdown[phase]).toLocaleString('en')}`)
  return `  ${column.padEnd(9)} ${bar.padEnd(width)} ${parts.join(', ')} ms`
}
