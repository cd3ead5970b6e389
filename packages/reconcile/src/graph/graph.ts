import * as v from 'valibot'
import { createBuckets } from './buckets.ts'
import type { Graph, GraphMeta, GroupNode } from './model.ts'
import type { Values } from './values.ts'

const ids: v.GenericSchema<unknown, readonly string[]> = v.array(v.string())
const nodeSchema: v.GenericSchema<unknown, GroupNode> = v.object({
  parents: ids,
  children: ids,
  address: v.nullable(v.string()),
  aliases: v.array(v.number()),
})
const metaSchema = v.object({
  version: v.string(),
  owned: v.object({ aliases: v.number(), memberships: v.number() }),
  absentFlags: v.array(v.picklist(['active', 'internal', 'senderAllowed', 'sogoVisible'])),
})
const metaKey = 'graph/meta'

/** Thrown inside a run where the memory of the last reading turns out not to be there: everything has to be read. */
export class ForgottenError extends Error {
  override readonly name = 'ForgottenError'
}

/** The memory of the last reading, kept in values. Reading what is not there throws ForgottenError. */
export function createGraph(values: Values): Graph {
  const hexBucket = (id: string) => Number.parseInt(id.slice(0, 2), 16) || 0
  const groups = createBuckets(values, 'groups', nodeSchema, hexBucket)
  const users = createBuckets(values, 'users', ids, Number)
  const claimants = createBuckets(values, 'claimants', ids, hexBucket)

  async function meta(): Promise<GraphMeta | undefined> {
    const parsed = v.safeParse(metaSchema, (await values.getMany([metaKey])).get(metaKey))
    return parsed.success ? parsed.output : undefined
  }
  async function version(): Promise<string> {
    const known = await meta()
    if (!known) throw new ForgottenError('there is no memory of a whole reading')
    return known.version
  }
  const known = <T>(found: T | undefined): T => {
    if (found === undefined) throw new ForgottenError('the memory of the last whole reading has a gap')
    return found
  }

  return {
    meta,
    groups: async (wanted) => known(await groups.load(await version(), wanted)),
    async users(wanted) {
      const found = known(await users.load(await version(), wanted.map(String)))
      return new Map([...found].map(([id, list]) => [Number(id), list]))
    },
    claimants: async (digests) => known(await claimants.load(await version(), digests)),
    async update(update, owned) {
      const before = await meta()
      if (!before) return
      await groups.patch(before.version, update.groups)
      await users.patch(before.version, new Map([...update.users].map(([id, list]) => [String(id), list])))
      await claimants.patch(before.version, update.claimants)
      await values.putMany(new Map([[metaKey, { ...before, owned }]]))
    },
    async replace(content, next) {
      // The meta entry comes last: until then the new buckets belong to no reading, and everything is read.
      await groups.replace(next.version, content.groups)
      await users.replace(next.version, new Map([...content.users].map(([id, list]) => [String(id), list])))
      await claimants.replace(next.version, content.claimants)
      await values.putMany(new Map([[metaKey, next]]))
    },
  }
}
