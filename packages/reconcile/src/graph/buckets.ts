import * as v from 'valibot'
import type { Values } from './values.ts'

/** One of the maps of the graph, kept in a fixed number of values, so that an event loads a few of them. */
export interface Buckets<Entry> {
  /** Undefined where a bucket is missing or belongs to another version. */
  load(version: string, ids: readonly string[]): Promise<ReadonlyMap<string, Entry> | undefined>
  /** Ids of all entries; undefined where a bucket is missing or belongs to another version. */
  ids(version: string): Promise<ReadonlySet<string> | undefined>
  /** The values that set entries of the present version; null removes. Undefined where a bucket is missing. */
  patch(
    version: string,
    entries: ReadonlyMap<string, Entry | null>,
  ): Promise<ReadonlyMap<string, unknown> | undefined>
  /** The values that hold these entries and no others. */
  fill(version: string, entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, unknown>
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
  const keyAt = (index: number) => `graph/${kind}/${index}`
  const allKeys = Array.from({ length: bucketCount }, (_, index) => keyAt(index))
  const keyOf = (id: string) => keyAt(bucketOf(id) % bucketCount)

  async function loadBuckets(
    version: string,
    ids: Iterable<string>,
  ): Promise<Map<string, Map<string, Entry>> | undefined> {
    return loadKeys(version, [...new Set([...ids].map(keyOf))])
  }

  async function loadKeys(
    version: string,
    keys: readonly string[],
  ): Promise<Map<string, Map<string, Entry>> | undefined> {
    const stored = await values.getMany(keys)
    const buckets = new Map<string, Map<string, Entry>>()
    for (const key of keys) {
      const parsed = v.safeParse(bucketSchema, stored.get(key))
      if (!parsed.success || parsed.output.version !== version) return undefined
      buckets.set(key, new Map(Object.entries(parsed.output.entries)))
    }
    return buckets
  }

  return {
    async load(version, ids) {
      const buckets = await loadBuckets(version, ids)
      if (!buckets) return undefined
      const found = new Map<string, Entry>()
      for (const id of ids) {
        const entry = buckets.get(keyOf(id))?.get(id)
        if (entry !== undefined) found.set(id, entry)
      }
      return found
    },
    async ids(version) {
      const buckets = await loadKeys(version, allKeys)
      return buckets && new Set([...buckets.values()].flatMap((entries) => [...entries.keys()]))
    },
    async patch(version, changes) {
      const buckets = await loadBuckets(version, changes.keys())
      if (!buckets) return undefined
      for (const [id, entry] of changes) {
        if (entry === null) buckets.get(keyOf(id))?.delete(id)
        else buckets.get(keyOf(id))?.set(id, entry)
      }
      return new Map([...buckets].map(([key, entries]) => [key, bucketValue(version, entries)]))
    },
    fill(version, all) {
      const buckets = new Map(allKeys.map((key) => [key, new Map<string, Entry>()]))
      for (const [id, entry] of all) buckets.get(keyOf(id))?.set(id, entry)
      return new Map([...buckets].map(([key, entries]) => [key, bucketValue(version, entries)]))
    },
  }
}

function bucketValue<Entry>(version: string, entries: ReadonlyMap<string, Entry>): unknown {
  return { version, entries: Object.fromEntries(entries) }
}
