import { join } from 'node:path'
import { type Memory, type Pause, sumRemovals, type Values } from '@cowherd/reconcile'
import * as v from 'valibot'
import { readText, writeText } from './file.ts'
import { saveAliases } from './saved-aliases.ts'

/** A negative one would hide what others took away. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const rememberedSchema = v.object({
  missing: v.array(v.string()),
  removals: v.array(v.object({ at: v.number(), aliases: count, memberships: count })),
  shown: v.record(v.string(), v.number()),
  holds: v.optional(v.array(v.string()), []),
})
type Remembered = v.InferOutput<typeof rememberedSchema>

const aliasHoldsSchema = v.record(v.string(), v.object({ by: v.string(), reason: v.string() }))

const pauseSchema = v.object({ since: v.string(), reason: v.string() })

/** How long removals and shown digests are kept, in milliseconds: longer than anything asks back. */
const keptMs = 48 * 3_600_000
const nothing: Remembered = { missing: [], removals: [], shown: {}, holds: [] }

/** Where texts are kept by name. */
interface Texts {
  read(name: string): Promise<string | undefined>
  write(name: string, text: string): Promise<void>
  /** For messages. */
  place(name: string): string
}

/** Where and for what an installation remembers. */
export interface MemoryOptions {
  readonly dataDir: string
  readonly owner: string
  /** Address of the target, for the first saved aliases. */
  readonly target: string
  /** Told of something damaged that was set aside. */
  readonly onDamaged: (message: string) => void
}

/** A memory in files below `dataDir/owner`. What is damaged is set aside and started anew; only a damaged pause stays a pause. */
export function createFileMemory(options: MemoryOptions): Memory {
  const place = (name: string) => join(options.dataDir, options.owner, name)
  return createMemory(
    { place, read: (name) => readText(place(name)), write: (name, text) => writeText(place(name), text) },
    options,
  )
}

/** The same, shared by all who share the values; only the first saved aliases are a file, below `dataDir/owner`. */
export function createSharedMemory(values: Values, options: MemoryOptions): Memory {
  const place = (name: string) => `memory/${name}`
  return createMemory(
    {
      place,
      async read(name) {
        const text = (await values.getMany([place(name)])).get(place(name))
        return typeof text === 'string' ? text : undefined
      },
      write: (name, text) => values.putMany(new Map([[place(name), text]])),
    },
    options,
  )
}

function createMemory(texts: Texts, options: MemoryOptions): Memory {
  const target = options.target.replace(/[^a-zA-Z0-9.-]+/g, '_')
  const savedPath = join(options.dataDir, options.owner, 'saved', `${target}.json`)

  async function load(): Promise<Remembered> {
    const text = await texts.read(memoryName)
    if (text === undefined) return nothing
    const parsed = parseJson(rememberedSchema, text)
    if (parsed) return parsed
    const aside = `${memoryName}.damaged`
    await texts.write(aside, text)
    options.onDamaged(
      `${texts.place(memoryName)} is damaged; it was set aside as ${texts.place(aside)} and is started anew`,
    )
    return nothing
  }
  /** Only who and why: what is damaged is done without. */
  async function loadAliasHolds(): Promise<v.InferOutput<typeof aliasHoldsSchema>> {
    return parseJson(aliasHoldsSchema, (await texts.read(aliasHoldsName)) ?? '{}') ?? {}
  }
  const save = (remembered: Remembered) => texts.write(memoryName, `${JSON.stringify(remembered, null, 2)}\n`)

  async function update(change: (remembered: Remembered) => Remembered, now: number): Promise<void> {
    const { missing, removals, shown, holds } = change(await load())
    await save({
      missing,
      holds,
      removals: removals.filter(({ at }) => now - at < keptMs),
      shown: Object.fromEntries(Object.entries(shown).filter(([, at]) => now - at < keptMs)),
    })
  }

  return {
    missingGroups: async () => new Set((await load()).missing),
    async rememberMissing(ids) {
      const missing = [...ids].sort()
      const remembered = await load()
      if (missing.join() !== remembered.missing.join()) await save({ ...remembered, missing })
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
    holds: async () => new Set((await load()).holds),
    async rememberHolds(names) {
      const holds = [...names].sort()
      const remembered = await load()
      if (holds.join() !== remembered.holds.join()) await save({ ...remembered, holds })
    },
    async aliasHolds() {
      return new Map(Object.entries(await loadAliasHolds()).map(([id, hold]) => [Number(id), hold]))
    },
    async rememberAliasHold(id, hold) {
      const { [id]: _, ...others } = await loadAliasHolds()
      const holds = hold ? { ...others, [id]: hold } : others
      await texts.write(aliasHoldsName, `${JSON.stringify(holds, null, 2)}\n`)
    },
    async approval() {
      const text = await texts.read(approvalName)
      return text === undefined || text === '' ? undefined : text
    },
    setApproval: (approval) => texts.write(approvalName, approval ?? ''),
    async pause(): Promise<Pause | undefined> {
      const text = await texts.read(pauseName)
      if (text === undefined || text.trim() === '') return undefined
      return (
        parseJson(pauseSchema, text) ?? { since: 'unknown', reason: `${texts.place(pauseName)} is damaged` }
      )
    },
    setPause: (pause) => texts.write(pauseName, pause ? `${JSON.stringify(pause, null, 2)}\n` : ''),
    async saveFirst(aliases, at) {
      if ((await readText(savedPath)) !== undefined) return undefined
      await writeText(savedPath, `${JSON.stringify(saveAliases(aliases, options.target, at), null, 2)}\n`)
      return savedPath
    },
  }
}

const memoryName = 'memory.json'
const aliasHoldsName = 'alias-holds.json'
const pauseName = 'pause.json'
const approvalName = 'approval'

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
