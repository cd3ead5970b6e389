import { alignColumns } from '../render/text.ts'

/** Examples as text below a command's help: command lines, and what each is for. */
export function examples(lines: readonly (readonly [command: string, what: string])[]): string {
  return `\nExamples:\n${alignColumns(lines.map(([command, what]) => [`  ${command}`, what])).join('\n')}`
}
