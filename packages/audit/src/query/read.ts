import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from '../entry/entry.ts'
import { listChains, type StoredChain } from '../folder/chains.ts'
import { readLines } from '../folder/lines.ts'
import { chainStartMs } from '../folder/name.ts'
import { createApprovers } from './approvers.ts'
import { createDecoder } from './decode.ts'

interface Reader {
  readonly entries: AsyncGenerator<Entry>
  next: Entry
}

/**
 * All entries of a folder, over all chains together, in order of time. Nothing is checked: that is what verification is for.
 *
 * @param since files that were last written before it are left out; of the others entries from before it come too
 */
export async function* readEntries(folder: string, since?: Date): AsyncGenerator<Entry> {
  const chains = await listChains(folder)
  const young = since
    ? await Promise.all(chains.map((chain) => withoutOld(folder, chain, since.getTime())))
    : chains
  const waiting = young.filter(({ files }) => files.length > 0)
  const readers: Reader[] = []
  const approvers = createApprovers()
  const advance = async (entries: AsyncGenerator<Entry>) => {
    const { value, done } = await entries.next()
    if (!done) readers.push({ entries, next: value })
  }
  for (;;) {
    let earliest = leastOf(readers)
    // A chain has no entry from before it began: chains that follow each other are not open side by side.
    for (let chain = waiting[0]; chain && mayPrecede(chain, earliest); chain = waiting[0]) {
      waiting.shift()
      await advance(readChain(folder, chain))
      earliest = leastOf(readers)
    }
    if (!earliest) return
    readers.splice(readers.indexOf(earliest), 1)
    yield approvers.named(earliest.next)
    await advance(earliest.entries)
  }
}

/** What began in one file may end in the next: the last old one stays. */
async function withoutOld(folder: string, chain: StoredChain, since: number): Promise<StoredChain> {
  const { files } = chain
  const times = await Promise.all(files.map(async ({ name }) => (await stat(join(folder, name))).mtimeMs))
  const first = times.findIndex((mtimeMs) => mtimeMs >= since)
  return { ...chain, files: first < 0 ? [] : files.slice(Math.max(0, first - 1)) }
}

function leastOf(readers: readonly Reader[]): Reader | undefined {
  return readers.reduce<Reader | undefined>(
    (least, reader) => (least && least.next.time <= reader.next.time ? least : reader),
    undefined,
  )
}

function mayPrecede({ chain }: StoredChain, earliest: Reader | undefined): boolean {
  return !earliest || chainStartMs(chain) <= Date.parse(earliest.next.time)
}

async function* readChain(folder: string, { chain, files }: StoredChain): AsyncGenerator<Entry> {
  const decoder = createDecoder(chain)
  for (const { name } of files) {
    for await (const { line, finished } of readLines(join(folder, name))) {
      const entry = finished ? decoder.decode(line.toString()) : undefined
      if (entry) yield entry
    }
  }
  yield* decoder.open()
}
