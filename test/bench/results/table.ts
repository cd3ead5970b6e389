import { type Cell, columns, type Line } from './model.ts'

/** The lines as a Markdown table, ratios to the floor first. */
export function linesTable(lines: readonly Line[]): string {
  const head = ['what', ...columns]
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...lines.map(
      (line) =>
        `| ${[line.what, ...columns.map((column) => cellText(line, line.cells[column]))].join(' | ')} |`,
    ),
  ].join('\n')
}

function cellText({ unit, cells }: Line, cell: Cell | undefined): string {
  if (!cell) return ''
  const value = `${number(cell.value)} ${unit}`
  const p95 = cell.p95 === undefined ? '' : `, p95 ${number(cell.p95)}`
  const times = cell.times > 1 ? `, ${cell.times} ×` : ''
  const { floor } = cells
  if (!floor || floor === cell) return `${value}${p95}${times}`
  return `**${(cell.value / floor.value).toFixed(2)}** (${value}${p95}${times})`
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en')
}
