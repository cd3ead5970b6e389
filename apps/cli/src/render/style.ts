import { styleText } from 'node:util'
import type { TextStream } from '../program/io.ts'

type Format = Parameters<typeof styleText>[0]

/** Colours text where a person looks at a terminal and has not switched colours off (NO_COLOR). */
export type Paint = (format: Format, text: string) => string

/** A painter for one stream. */
export function createPaint(stream: TextStream, env: Readonly<Record<string, string | undefined>>): Paint {
  const colours = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return (format, text) =>
    colours && text !== '' ? styleText(format, text, { validateStream: false }) : text
}

/** `1 alias`, `2 aliases`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
