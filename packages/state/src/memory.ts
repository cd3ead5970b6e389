import { join } from 'node:path'
import { type Memory, type Pause, sumRemovals } from '@cowherd/reconcile'
import * as v from 'valibot'
import { readText, writeText } from './file.ts'
import { saveAliases } from './saved-aliases.ts'

const rememberedSchema = v.object({
  missing: v.array(v.string()),
  removals: v.array(v.object({ at: v.number(), aliases: v.number(), memberships: v.number() })),
  shown: v.record(v.string(), v.number()),
})
type Remembered = v.InferOutput<typeof rememberedSchema>

const pauseSchema = v.object({ since: v.string(), reason: v.string() })

/** How long removals and shown digests are kept, in milliseconds: longer than anything asks back. */
const keptMs = 48 * 3_600_000

/** Where and for what an installation remembers. */
export interface MemoryOptions {
  readonly dataDir: string
  readonly owner: string
  /** Address of the target, for the first saved aliases. */
  readonly target: string
  /** Told of a damaged file that was set aside. */
  readonly onDamaged: (message: string) => void
}

/** A memory in files below `dataDir/owner`. A damaged file is set aside and started anew; only a damaged pause stays a pause. */
export function createFileMemory(options: MemoryOptions): Memory {
  const folder = join(options.dataDir, options.owner)
  const memoryPath = join(folder, 'memory.json')
  const pausePath = join(folder, 'pause.json')
  const savedPath = join(folder, 'saved', `${options.target.replace(/[^a-zA-Z0-9.-]+/g, '_')}.json`)

  async function load(): Promise<Remembered> {
    const text = await readText(memoryPath)
    if (text === undefined) return { missing: [], removals: [], shown: {} }
    const parsed = parseJson(rememberedSchema, text)
    if (parsed) return parsed
    const aside = `${memoryPath}.damaged`
    await writeText(aside, text)
    options.onDamaged(`${memoryPath} is damaged; it was set aside as ${aside} and is started anew`)
    return { missing: [], removals: [], shown: {} }
  }
  async function update(change: (remembered: Remembered) => Remembered, now: number): Promise<void> {
    const { missing, removals, shown } = change(await load())
    const kept: Remembered = {
      missing,
      removals: removals.filter(({ at }) => now - at < keptMs),
      shown: Object.fromEntries(Object.entries(shown).filter(([, at]) => now - at < keptMs)),
    }
    await writeText(memoryPath, `${JSON.stringify(kept, null, 2)}\n`)
  }

  return {
    missingGroups: async () => new Set((await load()).missing),
    async rememberMissing(ids) {
      const missing = [...ids].sort()
      const remembered = await load()
      if (missing.join() === remembered.missing.join()) return
      await writeText(memoryPath, `${JSON.stringify({ ...remembered, missing }, null, 2)}\n`)
    },
    async removalsSince(since) {
      const { removals } = await load()
      return sumRemovals(removals.filter(({ at }) => at >= since.getTime()))
    },
    rememberRemovals: (at, taken) =>
      update(
        (old) => ({ ...old, removals: [...old.removals, { at: at.getTime(), ...taken }] }),
        at.getTime(),
      ),
    async shownAt(approval) {
      const at = (await load()).shown[approval]
      return at === undefined ? undefined : new Date(at)
    },
    rememberShown: (approval, at) =>
      update((old) => ({ ...old, shown: { ...old.shown, [approval]: at.getTime() } }), at.getTime()),
    async pause(): Promise<Pause | undefined> {
      const text = await readText(pausePath)
      if (text === undefined || text.trim() === '') return undefined
      return parseJson(pauseSchema, text) ?? { since: 'unknown', reason: `${pausePath} is damaged` }
    },
    setPause: (pause) => writeText(pausePath, pause ? `${JSON.stringify(pause, null, 2)}\n` : ''),
    async saveFirst(aliases, at) {
      if ((await readText(savedPath)) !== undefined) return undefined
      await writeText(savedPath, `${JSON.stringify(saveAliases(aliases, options.target, at), null, 2)}\n`)
      return savedPath
    },
  }
}

function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): v.InferOutput<Schema> | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}
