import type { Queue } from '@cowherd/queue'
import * as v from 'valibot'

const time = v.object({ at: v.number() })

/** What a service notes of itself in the values of its queue, each under a key of its own: several processes write. */
const schemas = {
  'signs/webhook': time,
  'signs/test': time,
  'signs/log': time,
  'signs/unheard': v.object({ since: v.nullable(v.number()) }),
  'signs/sweep': v.object({ at: v.number(), nightly: v.boolean(), failed: v.number() }),
  'signs/watch': v.object({ group: v.string(), from: v.number() }),
  'signs/heard-webhook': v.object({ at: v.number(), from: v.number() }),
  'signs/heard-log': v.object({ at: v.number(), from: v.number() }),
} as const

type Schemas = typeof schemas

/** Name of a sign. */
export type SignKey = keyof Schemas

/** Signs by their keys. */
export type Signs = { readonly [Key in SignKey]?: v.InferOutput<Schemas[Key]> }

/** Where signs are kept. */
export type SignValues = Pick<Queue['values'], 'getMany' | 'putMany'>

/** Those signs that are there; one of another shape counts as absent. */
export async function readSignValues(values: SignValues, keys: readonly SignKey[]): Promise<Signs> {
  const found = await values.getMany(keys)
  const read = keys.flatMap((key) => {
    const parsed = v.safeParse(schemas[key], found.get(key))
    return parsed.success ? [[key, parsed.output] as const] : []
  })
  return Object.fromEntries(read)
}

/** Writes signs, all or none. */
export async function writeSignValues(values: SignValues, signs: Signs): Promise<void> {
  await values.putMany(new Map(Object.entries(signs)))
}
