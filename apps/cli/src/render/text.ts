import { stripVTControlCharacters } from 'node:util'
import type { TextStream } from '../program/io.ts'

/** Colours, the only control sequences that we write ourselves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const colour = /(\u001B\[[0-9;]*m)/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g

/**
 * Writes text for people. On a terminal its long lines are broken between words, the rest of each set in below its beginning.
 * Control characters, which a group's or a user's name may hold, do nothing anywhere.
 */
export function writeText(stream: TextStream, text: string): void {
  const safe = text
    .split(colour)
    .map((part, index) => (index % 2 === 1 && stream.isTTY ? part : part.replace(control, '\uFFFD')))
    .join('')
  const { columns } = stream
  const lines = safe.split('\n')
  const fitting = stream.isTTY && columns ? lines.flatMap((line) => breakLine(line, columns)) : lines
  stream.write(fitting.join('\n'))
}

/**
 * One line as lines of at most so many columns, wherever it has blanks to break at. Where there are columns in it, two blanks apart,
 * a whole one goes to the next line if it fits there.
 */
export function breakLine(line: string, columns: number): string[] {
  if (widthOf(line) <= columns) return [line]
  const [indent = ''] = /^\s*/.exec(line) ?? []
  const hanging = `${indent}  `
  const lines: string[] = []
  let current = indent
  const put = (piece: string) => {
    if (current.trim() !== '' && widthOf(current) + widthOf(piece) > columns) {
      lines.push(current)
      current = hanging + piece.trimStart()
    } else current += piece
  }
  for (const cell of line.slice(indent.length).split(/(?<=\S)(?= {2})/)) {
    const fitsAlone = widthOf(hanging) + widthOf(cell.trimStart()) <= columns
    // A short label stays before its text.
    if (fitsAlone && widthOf(current) >= columns / 4) put(cell)
    else for (const word of cell.split(wordEnd)) put(word)
  }
  return [...lines, current]
}

/** A number stays with its percent sign. */
const wordEnd = /(?<=\S)(?= )(?! %)/

/** Columns that a text takes, colours left aside. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length
}

/** A table's rows with every column but the last as wide as its widest cell. */
export function alignColumns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
    })
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : padTo(cell, (widths[column] ?? 0) + gap)))
      .join('')
      .trimEnd(),
  )
}

function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
