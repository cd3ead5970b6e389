import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { hashKey } from '../chain/seal.ts'
import { listChains } from '../folder/chains.ts'
import { readLines } from '../folder/lines.ts'
import { createChainWriter, type WriterOptions } from '../folder/writer.ts'

/** What an erasure did. */
export interface Erasure {
  /** Texts taken out; addresses, and comments and reasons in which the person stands. */
  readonly texts: number
  readonly files: number
}

interface Place {
  readonly offset: number
  readonly seq: number
  readonly line: Buffer
}

/**
 * Takes a person out of the log: the words of every text that names them are overwritten where they stand, and the sealed digest stays,
 * so that the chain is whole. What was taken out is told first, in a chain of its own, without the name. Throws errors of the file system.
 *
 * @param person an address or a name; a text names it where it stands in it as a whole word, in any case
 */
export async function erasePerson(
  person: string,
  by: string,
  options: WriterOptions & { readonly owner: string },
): Promise<Erasure> {
  const { folder, owner, now } = options
  const names = namesOf(person)
  const found = new Map<string, Place[]>()
  for (const { files } of await listChains(folder)) {
    for (const { name } of files) {
      const places = await placesOf(join(folder, name), names)
      if (places.length > 0) found.set(name, places)
    }
  }
  const texts = [...found.values()].reduce((sum, places) => sum + places.length, 0)
  if (texts === 0) return { texts, files: 0 }
  const writer = createChainWriter(options)
  writer.append((note) => ({
    ...{ kind: 'erase', time: now().toISOString(), owner, by: note(by) },
    lines: Object.fromEntries([...found].map(([name, places]) => [name, places.map(({ seq }) => seq)])),
  }))
  await writer.close()
  for (const [name, places] of found) await overwrite(join(folder, name), places)
  return { texts, files: found.size }
}

async function placesOf(path: string, names: (text: string) => boolean): Promise<Place[]> {
  const places: Place[] = []
  for await (const { line, offset, finished } of readLines(path)) {
    // Other kinds of lines hold no words.
    if (!finished || line.indexOf('"kind":"text"') < 0) continue
    const text = parseText(line)
    if (text && names(text.value)) places.push({ offset, seq: text.seq, line: Buffer.from(line) })
  }
  return places
}

/** In place and of the same length, so that whoever is writing the file at the moment is not disturbed. */
async function overwrite(path: string, places: readonly Place[]): Promise<void> {
  const file = await open(path, 'r+')
  try {
    for (const { offset, line } of places) {
      const end = line.indexOf(hashKey) + hashKey.length + 64 + 1
      const room = line.length - end
      const blank = Buffer.from(`,"erased":true${' '.repeat(Math.max(0, room - 15))}}`)
      await file.write(blank, 0, blank.length, offset + end)
    }
    await file.datasync()
  } finally {
    await file.close()
  }
}

function namesOf(person: string): (text: string) => boolean {
  const escaped = person.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])${escaped}(?![\\p{L}\\p{N}@_-]|\\.[\\p{L}\\p{N}])`,
    'iu',
  )
  return (text) => pattern.test(text)
}

/** Undefined where the words are gone already, or the line is damaged. */
function parseText(line: Buffer): { readonly seq: number; readonly value: string } | undefined {
  try {
    const { seq, value }: Record<string, unknown> = JSON.parse(line.toString())
    return typeof seq === 'number' && typeof value === 'string' ? { seq, value } : undefined
  } catch {
    return undefined
  }
}
