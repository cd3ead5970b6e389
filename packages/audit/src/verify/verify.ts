import { join } from 'node:path'
import { readLineParts } from '../chain/check.ts'
import { digestText, genesis, hashKey } from '../chain/seal.ts'
import { listChains, type StoredChain } from '../folder/chains.ts'
import { readLines } from '../folder/lines.ts'
import { headName } from '../folder/name.ts'
import type { Finding, Verification } from './finding.ts'

/** Where a text stood whose words are gone. */
interface TakenOut {
  readonly file: string
  readonly line: number
  readonly seq: number
}

interface Tally {
  lines: number
  records: number
  readonly findings: Finding[]
  readonly takenOut: TakenOut[]
  /** Numbers of lines that the log says were erased, by file. */
  readonly erased: Map<string, Set<number>>
}

/**
 * Checks every line of every chain in a folder, in the memory of a few lines.
 *
 * @param known how far chains reached before, as a verification told then and somebody kept elsewhere
 */
export async function verifyLog(folder: string, known: Verification['heads'] = []): Promise<Verification> {
  const tally: Tally = { lines: 0, records: 0, findings: [], takenOut: [], erased: new Map() }
  const heads: Verification['heads'][number][] = []
  let files = 0
  const missing = new Set(known.map(({ chain }) => chain))
  for (const chain of await listChains(folder)) {
    missing.delete(chain.chain)
    files += chain.files.length
    const before = known.filter((one) => one.chain === chain.chain)
    const head = await verifyChain(folder, chain, before, tally)
    heads.push({ chain: chain.chain, ...head })
  }
  for (const chain of missing) {
    tally.findings.push({
      ...{ code: 'missing', file: headName(chain), line: undefined },
      message: 'the chain was there and is not any more: it was deleted for its age, or taken away',
    })
  }
  const unbacked = tally.takenOut.filter(({ file, seq }) => !tally.erased.get(file)?.has(seq))
  const findings = [
    ...tally.findings,
    ...unbacked.map(
      ({ file, line }): Finding => ({
        ...{ code: 'taken-out', file, line },
        message: 'its words were taken out, and no "cowherd audit erase" tells of it',
      }),
    ),
  ]
  const erased = tally.takenOut.length - unbacked.length
  return { files, lines: tally.lines, records: tally.records, erased, findings, heads }
}

async function verifyChain(folder: string, stored: StoredChain, known: Verification['heads'], tally: Tally) {
  const { files, head, first } = stored
  const find = (code: Finding['code'], file: string, line: number | undefined, message: string) =>
    tally.findings.push({ code, file, line, message })
  const reached = [...(head ? [head] : []), ...known]
  const open = new Set(reached.filter((one) => one.seq > 0))
  let [seq, last, begins] = [0, genesis, 0]
  let segment = first?.segment ?? 1
  // The number of the first line of a segment is only known from itself once older ones were deleted.
  let knowsSeq = first === undefined
  if (first) last = first.previous
  if (!head)
    find('missing', headName(stored.chain), undefined, 'what tells how far the chain reached is gone')

  for (const file of files) {
    // Being deleted.
    if (first && file.segment < first.segment) continue
    if (file.segment !== segment) {
      find('missing', file.name, undefined, `segment ${segment} of its chain is missing before it`)
      knowsSeq = false
    }
    segment = file.segment + 1
    for await (const { line, number, finished } of readLines(join(folder, file.name))) {
      const at = [file.name, number] as const
      if (!finished) {
        find('unfinished', ...at, 'the line does not end: whoever wrote it was killed, or is writing it')
        continue
      }
      tally.lines += 1
      const parts = readLineParts(line)
      if (!parts) {
        find('damaged', ...at, 'this is no line of the log')
        continue
      }
      if (knowsSeq && parts.seq !== seq + 1) {
        find('gap', ...at, `line number ${parts.seq} of the chain follows number ${seq}`)
      } else if (knowsSeq || (first && file.segment === first.segment)) {
        if (parts.hashAfter(last) !== parts.hash) {
          find('edited', ...at, 'it does not follow from the line before it: one of the two was edited')
        }
      }
      ;[seq, last, knowsSeq] = [parts.seq, parts.hash, true]
      begins ||= seq
      for (const one of open) {
        if (one.seq !== seq) continue
        open.delete(one)
        if (one.hash !== parts.hash) find('edited', ...at, 'it is not the line that the chain reached')
      }
      if (parts.kind === 'begin' || parts.kind === 'decision' || parts.kind === 'erase') tally.records += 1
      if (parts.kind === 'text') checkText(line, file.name, number, parts.seq, tally)
      else if (parts.open) find('edited', ...at, 'something stands behind its hash')
      if (parts.kind === 'erase') noteErased(line, tally)
    }
  }
  for (const one of open) {
    // Deleted for its age.
    if (first && one.seq < begins) continue
    const name = files.at(-1)?.name ?? headName(stored.chain)
    find('cut', name, undefined, `the chain reached line number ${one.seq} and ends at ${seq}`)
  }
  return { seq, hash: last }
}

/** Behind the hash stand the words with their salt and nothing else, or that they are erased. */
function checkText(line: Buffer, file: string, number: number, seq: number, tally: Tally): void {
  const text = parse(line)
  const tail = line.toString('utf8', line.indexOf(hashKey) + hashKey.length + 65)
  if (/^,"erased":true *\}$/.test(tail)) {
    tally.takenOut.push({ file, line: number, seq })
    return
  }
  const { salt, value, digest } = text ?? {}
  const isWhole =
    typeof salt === 'string' &&
    typeof value === 'string' &&
    tail === `,${JSON.stringify({ salt, value }).slice(1)}` &&
    digestText(salt, value) === digest
  if (isWhole) return
  const message = 'its words are not those that were sealed'
  tally.findings.push({ code: 'text', file, line: number, message })
}

function noteErased(line: Buffer, tally: Tally): void {
  for (const [file, numbers] of Object.entries(parse(line)?.['lines'] ?? {})) {
    const known = tally.erased.get(file) ?? new Set()
    if (Array.isArray(numbers)) for (const number of numbers) known.add(Number(number))
    tally.erased.set(file, known)
  }
}

/** Undefined for what is damaged: its hash has told that already. */
function parse(line: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}
