import { userOfPersonalGroup } from '@cowherd/directory'
import * as v from 'valibot'
import { createBuckets } from './buckets.ts'
import type { Graph, GraphMeta, GroupNode } from './model.ts'
import type { Values } from './values.ts'

const ids: v.GenericSchema<unknown, readonly string[]> = v.array(v.string())
const nodeSchema: v.GenericSchema<unknown, GroupNode> = v.object({
  parents: ids,
  children: ids,
  addresses: ids,
  aliases: v.array(v.number()),
  lenient: v.exactOptional(v.literal(true)),
})
const metaSchema = v.object({
  version: v.string(),
  settings: v.string(),
  reading: v.nullable(v.string()),
  owned: v.object({ aliases: v.number(), memberships: v.number() }),
  groupCount: v.number(),
  absentFlags: v.array(v.picklist(['active', 'internal', 'senderAllowed', 'sogoVisible'])),
  domains: ids,
  suspended: v.boolean(),
})
const metaKey = 'graph/meta'

/** Thrown inside a run where the memory of the last reading turns out not to be there: everything has to be read. */
export class ForgottenError extends Error {
  override readonly name = 'ForgottenError'
}

/** The memory of the last reading, kept in values. Reading what is not there throws ForgottenError. */
export function createGraph(values: Values): Graph {
  const hexBucket = (id: string) => userOfPersonalGroup(id) ?? (Number.parseInt(id.slice(0, 2), 16) || 0)
  const groups = createBuckets(values, 'groups', nodeSchema, hexBucket)
  const users = createBuckets(values, 'users', ids, Number)
  const claimants = createBuckets(values, 'claimants', ids, hexBucket)

  async function stored(): Promise<GraphMeta | undefined> {
    const parsed = v.safeParse(metaSchema, (await values.getMany([metaKey])).get(metaKey))
    return parsed.success ? parsed.output : undefined
  }
  async function version(): Promise<string> {
    return known(await stored()).version
  }
  async function setSuspended(suspended: boolean): Promise<void> {
    const meta = await stored()
    if (meta && meta.suspended !== suspended)
      await values.putMany(new Map([[metaKey, { ...meta, suspended }]]))
  }

  return {
    async meta() {
      const meta = await stored()
      return meta?.suspended ? undefined : meta
    },
    lastMeta: stored,
    groups: async (wanted) => known(await groups.load(await version(), wanted)),
    async groupIds() {
      const meta = await stored()
      return (meta && (await groups.ids(meta.version))) ?? new Set()
    },
    async users(wanted) {
      const found = known(await users.load(await version(), wanted.map(String)))
      return new Map([...found].map(([id, list]) => [Number(id), list]))
    },
    claimants: async (digests) => known(await claimants.load(await version(), digests)),
    async update(update, growth) {
      const meta = known(await stored())
      const owned = {
        aliases: Math.max(0, meta.owned.aliases + growth.aliases),
        memberships: Math.max(0, meta.owned.memberships + growth.memberships),
      }
      const parts = [
        await groups.patch(meta.version, update.groups),
        await users.patch(meta.version, byText(update.users)),
        await claimants.patch(meta.version, update.claimants),
      ]
      await values.putMany(
        new Map([...parts.flatMap((part) => [...known(part)]), [metaKey, { ...meta, owned, reading: null }]]),
      )
    },
    async replace(content, next) {
      await values.putMany(groups.fill(next.version, content.groups))
      await values.putMany(users.fill(next.version, byText(content.users)))
      await values.putMany(claimants.fill(next.version, content.claimants))
      // The meta entry comes last: until then the new buckets belong to no reading, and everything is read.
      await values.putMany(new Map([[metaKey, next]]))
    },
    suspend: () => setSuspended(true),
    resume: () => setSuspended(false),
  }
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new ForgottenError('there is no memory of a whole reading, or it has a gap')
  return found
}

function byText<Entry>(entries: ReadonlyMap<number, Entry>): Map<string, Entry> {
  return new Map([...entries].map(([id, entry]) => [String(id), entry]))
}
