import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLineParts } from '../chain/check.ts'
import { listChains, type StoredChain } from '../folder/chains.ts'
import { readLines } from '../folder/lines.ts'
import { type ChainFile, firstName, headName } from '../folder/name.ts'

const dayMs = 86_400_000

/**
 * Deletes whole files whose last line is older than so many days, the oldest of a chain first. What the first file that is left follows
 * is kept, so that the rest stays provable. A file that tells of an erasure stays as long as a file that it tells of.
 *
 * @returns names of the files that were deleted
 */
export async function pruneLog(folder: string, days: number, now: Date): Promise<string[]> {
  const limit = now.getTime() - days * dayMs
  const chains = await listChains(folder)
  const present = new Set(chains.flatMap(({ files }) => files.map(({ name }) => name)))
  const deleted: string[] = []
  const kept: StoredChain[] = []
  for (const chain of chains) {
    const old = await expired(folder, chain, limit, now)
    const backing = await Promise.all(old.map((file) => erasedIn(folder, file)))
    if (backing.some((names) => names.length > 0)) kept.push(chain)
    else await drop(chain, old)
  }
  // Now that others are gone.
  for (const chain of kept) {
    const old: ChainFile[] = []
    for (const file of await expired(folder, chain, limit, now)) {
      const named = await erasedIn(folder, file)
      if (named.some((name) => name !== file.name && present.has(name))) break
      old.push(file)
    }
    await drop(chain, old)
  }
  return deleted

  async function drop({ chain, files }: StoredChain, old: readonly ChainFile[]): Promise<void> {
    const last = old.at(-1)
    if (!last) return
    if (old.length < files.length) {
      const first = { segment: last.segment + 1, previous: await lastHash(join(folder, last.name)) }
      const path = join(folder, firstName(chain))
      await writeFile(`${path}.tmp`, `${JSON.stringify(first)}\n`, { mode: 0o600 })
      await rename(`${path}.tmp`, path)
    }
    for (const { name } of old) {
      await rm(join(folder, name), { force: true })
      present.delete(name)
      deleted.push(name)
    }
    if (old.length === files.length) {
      for (const name of [headName(chain), firstName(chain)]) await rm(join(folder, name), { force: true })
    }
  }
}

/**
 * Files from the beginning of a chain that were last written before a moment. The last one may still be open: it only counts once its
 * month is over, as whoever writes it begins another one then.
 */
async function expired(
  folder: string,
  { files }: StoredChain,
  limit: number,
  now: Date,
): Promise<ChainFile[]> {
  const month = now.toISOString().slice(0, 7)
  const old: ChainFile[] = []
  for (const file of files) {
    const { mtimeMs } = await stat(join(folder, file.name))
    if (mtimeMs >= limit) break
    const last = await lastTime(join(folder, file.name))
    if (last >= limit || (file === files.at(-1) && new Date(last).toISOString().startsWith(month))) break
    old.push(file)
  }
  return old
}

async function lastTime(path: string): Promise<number> {
  let last = 0
  for await (const { line } of readLines(path)) {
    const time = Date.parse(/"time":"([^"]*)"/.exec(line.toString('latin1', 0, 120))?.[1] ?? '')
    // Whoever damaged a line keeps its file no longer and no shorter.
    if (!Number.isNaN(time)) last = time
  }
  return last
}

async function lastHash(path: string): Promise<string> {
  let last = ''
  for await (const { line, finished } of readLines(path)) {
    if (finished) last = readLineParts(line)?.hash ?? last
  }
  return last
}

/** Names of files of whose erased texts a file tells. */
async function erasedIn(folder: string, { name }: ChainFile): Promise<string[]> {
  const names: string[] = []
  for await (const { line, finished } of readLines(join(folder, name))) {
    if (!finished || readLineParts(line)?.kind !== 'erase') continue
    try {
      names.push(...Object.keys(JSON.parse(line.toString()).lines ?? {}))
    } catch {
      // Damaged: verification tells of it.
    }
  }
  return names
}
