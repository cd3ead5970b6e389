import * as v from 'valibot'
import type { Values } from './values.ts'

/** One of the maps of the graph, kept in a fixed number of values, so that an event loads a few of them. */
export interface Buckets<Entry> {
  /** Undefined where a bucket is missing or belongs to another version. */
  load(version: string, ids: readonly string[]): Promise<ReadonlyMap<string, Entry> | undefined>
  /** Sets entries of the present version; null removes. */
  patch(version: string, entries: ReadonlyMap<string, Entry | null>): Promise<void>
  replace(version: string, entries: ReadonlyMap<string, Entry>): Promise<void>
}

const bucketCount = 256

/**
 * @param kind names the map
 * @param bucketOf number of an id, of which the last eight bits count
 */
export function createBuckets<Entry>(
  values: Values,
  kind: string,
  schema: v.GenericSchema<unknown, Entry>,
  bucketOf: (id: string) => number,
): Buckets<Entry> {
  const bucketSchema = v.object({ version: v.string(), entries: v.record(v.string(), schema) })
  const keyOf = (id: string) => keyAt(bucketOf(id) % bucketCount)
  const keyAt = (index: number) => `graph/${kind}/${index}`

  async function loadBuckets(version: string, ids: Iterable<string>) {
    const keys = [...new Set([...ids].map(keyOf))]
    const stored = await values.getMany(keys)
    const buckets = new Map<string, Record<string, Entry>>()
    for (const key of keys) {
      const parsed = v.safeParse(bucketSchema, stored.get(key))
      if (!parsed.success || parsed.output.version !== version) return undefined
      buckets.set(key, parsed.output.entries)
    }
    return buckets
  }

  return {
    async load(version, ids) {
      const buckets = await loadBuckets(version, ids)
      if (!buckets) return undefined
      const found = new Map<string, Entry>()
      for (const id of ids) {
        const entries = buckets.get(keyOf(id))
        const entry = entries && Object.hasOwn(entries, id) ? entries[id] : undefined
        if (entry !== undefined) found.set(id, entry)
      }
      return found
    },
    async patch(version, changes) {
      const buckets = await loadBuckets(version, changes.keys())
      if (!buckets) return
      for (const [id, entry] of changes) {
        const entries = buckets.get(keyOf(id))
        if (!entries) continue
        if (entry === null) delete entries[id]
        else entries[id] = entry
      }
      await values.putMany(new Map([...buckets].map(([key, entries]) => [key, { version, entries }])))
    },
    async replace(version, all) {
      const buckets = Array.from({ length: bucketCount }, () => ({}) as Record<string, Entry>)
      for (const [id, entry] of all) (buckets[bucketOf(id) % bucketCount] ?? {})[id] = entry
      await values.putMany(new Map(buckets.map((entries, index) => [keyAt(index), { version, entries }])))
    },
  }
}
