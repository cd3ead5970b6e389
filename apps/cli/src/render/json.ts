import type { Io } from '../program/io.ts'

/** Writes one document of data to stdout, and nothing else goes there. */
export function writeJson(io: Io, document: unknown): void {
  io.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}
