import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ChainFile, firstName, headName, parseSegmentName } from './name.ts'

/** How far a chain reaches. */
export interface Head {
  /** Of its last line; 0 before the first. */
  readonly seq: number
  readonly hash: string
}

/** What the first segment that is left of a chain follows. */
export interface First {
  readonly segment: number
  readonly previous: string
}

/** One chain as it lies in the folder. */
export interface StoredChain {
  readonly chain: string
  /** In order. */
  readonly files: readonly ChainFile[]
  /** Undefined where it is missing or no head. */
  readonly head: Head | undefined
  readonly first: First | undefined
}

/** The chains of a folder, by when they began; none where there is no folder. */
export async function listChains(folder: string): Promise<StoredChain[]> {
  const names = await readNames(folder)
  const byChain = Map.groupBy(
    names.flatMap((name) => parseSegmentName(name) ?? []),
    ({ chain }) => chain,
  )
  // A head without a file is told too: somebody took the file away.
  for (const name of names) {
    const chain = /^(.*)\.head$/.exec(name)?.[1]
    if (chain !== undefined && !byChain.has(chain)) byChain.set(chain, [])
  }
  const chains = [...byChain].map(async ([chain, files]): Promise<StoredChain> => {
    const head = await readJson(join(folder, headName(chain)))
    const first = await readJson(join(folder, firstName(chain)))
    return {
      chain,
      files: files.sort((a, b) => a.segment - b.segment),
      head: isHead(head) ? head : undefined,
      first: isFirst(first) ? first : undefined,
    }
  })
  return (await Promise.all(chains)).sort((a, b) => (a.chain < b.chain ? -1 : 1))
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function isHead(value: unknown): value is Head {
  const head = value as Partial<Head> | null | undefined
  return typeof head?.seq === 'number' && typeof head.hash === 'string'
}

function isFirst(value: unknown): value is First {
  const first = value as Partial<First> | null | undefined
  return typeof first?.segment === 'number' && typeof first.previous === 'string'
}
