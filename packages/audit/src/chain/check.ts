import { hash } from 'node:crypto'
import { hashKey } from './seal.ts'

/** The parts of a stored line that its chain is checked by. */
export interface LineParts {
  readonly seq: number
  readonly kind: string
  readonly hash: string
  /** What the hash of the line should be after the line before. */
  readonly hashAfter: (previous: string) => string
  /** Whether something stands behind the hash. */
  readonly open: boolean
}

const opening = Buffer.from('{"seq":')
const kindKey = Buffer.from('"kind":"')
const key = Buffer.from(hashKey)
const hashLength = 64
let scratch = Buffer.alloc(4096)

/** The parts of a line; undefined where it is no line of a chain. Looks no deeper than the chain needs. */
export function readLineParts(line: Buffer): LineParts | undefined {
  if (!standsAt(opening, line, 0)) return undefined
  const comma = line.indexOf(44)
  const seq = Number(line.toString('latin1', opening.length, comma))
  const kindAt = comma + 1
  if (!Number.isSafeInteger(seq) || !standsAt(kindKey, line, kindAt)) return undefined
  const kindFrom = kindAt + kindKey.length
  const kind = line.toString('latin1', kindFrom, line.indexOf(34, kindFrom))
  const usual = line.length - key.length - hashLength - 2
  const at = standsAt(key, line, usual) ? usual : line.indexOf(key)
  const from = at + key.length
  const end = from + hashLength
  if (at < 0 || line[end] !== 34 || !(line[end + 1] === 125 || line[end + 1] === 44)) return undefined
  return {
    ...{ seq, kind, hash: line.toString('latin1', from, end), open: line[end + 1] === 44 },
    hashAfter(previous) {
      const length = hashLength + at
      if (scratch.length < length) scratch = Buffer.alloc(2 * length)
      scratch.write(previous, 0, hashLength, 'latin1')
      line.copy(scratch, hashLength, 0, at)
      return hash('sha256', scratch.subarray(0, length), 'hex')
    },
  }
}

function standsAt(part: Buffer, line: Buffer, at: number): boolean {
  return at >= 0 && at + part.length <= line.length && part.compare(line, at, at + part.length) === 0
}
