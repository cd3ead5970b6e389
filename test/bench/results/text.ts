import { tableOf } from '../service/row.ts'
import { barsText } from './bars.ts'
import type { Findings } from './model.ts'
import { linesTable } from './table.ts'

/** Everything that was found, as Markdown. */
export function resultsText({ lines, targets, missed }: Required<Findings>): string {
  return [
    ...(lines.length > 0 ? [linesTable(lines), '', '```text', barsText(lines), '```', ''] : []),
    ...(targets.length > 0 ? [tableOf(targets), ''] : []),
    ...missed.map((sentence) => `- The script as published, once: ${sentence}`),
    '',
  ].join('\n')
}
