import { createReadStream } from 'node:fs'

/** One line as it stands in a file, without its line feed. */
export interface StoredLine {
  /** Good until the next one is asked for. */
  readonly line: Buffer
  /** From 1. */
  readonly number: number
  /** Octets before it. */
  readonly offset: number
  /** False for a last one that does not end: it was being written, or whoever wrote it was killed. */
  readonly finished: boolean
}

const chunkOctets = 1 << 20

/** The lines of a file, one after the other, in the memory of a few of them. */
export async function* readLines(path: string): AsyncGenerator<StoredLine> {
  let rest: Buffer = Buffer.alloc(0)
  let number = 0
  let offset = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkOctets })) {
    const data: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
    let from = 0
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, from)) {
      number += 1
      yield { line: data.subarray(from, end), number, offset: offset + from, finished: true }
      from = end + 1
    }
    offset += from
    rest = data.subarray(from)
  }
  if (rest.length > 0) yield { line: rest, number: number + 1, offset, finished: false }
}
