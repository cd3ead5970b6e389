import { createHash } from 'node:crypto'
import { type Alias, type AliasContent, contentOf, ownMarker } from '@cowherd/plan'
import type { ChangeResult, Values } from '@cowherd/reconcile'

/** Finds out which aliases of ours somebody else changed since the last run. */
export interface DriftWatch {
  /**
   * A run over everything has ended.
   *
   * @param read the aliases as it found them
   * @param results everything that became of changes since, in order
   * @returns how many of ours were changed or deleted by somebody else; 0 the first time
   */
  whole(read: readonly Alias[], results: readonly ChangeResult[]): Promise<number>
  /** A run over a part has ended. */
  part(results: readonly ChangeResult[]): Promise<void>
}

/** Alias id to a digest of the alias as we left it. Values of its own size, so that a part touches little. */
type Shard = Record<string, string>

const shards = 64
const marks = Array.from({ length: shards }, (_, index) => `drift/${index}`)

/**
 * @param owner whose aliases are watched
 * @param values durable, shared by all workers
 */
export function createDriftWatch(values: Values, owner: string): DriftWatch {
  return {
    async whole(read, results) {
      const known = await values.getMany(marks)
      const now = new Map(read.map((alias) => [alias.id, digestOf(contentOf(alias))]))
      const drifted = [...known.values()]
        .flatMap((shard) => Object.entries(shard as Shard))
        .filter(([id, digest]) => now.get(Number(id)) !== digest)
      const owned = read.filter(({ privateComment }) => ownMarker(privateComment, owner))
      const left = new Map(owned.map(({ id }) => [id, now.get(id)] as const))
      for (const [id, digest] of leftBy(results)) left.set(id, digest)
      const fresh = marks.map((): Shard => ({}))
      for (const [id, digest] of left) {
        const shard = fresh[id % shards]
        if (shard && digest !== undefined) shard[id] = digest
      }
      await values.putMany(new Map(fresh.map((shard, index) => [marks[index] ?? '', shard])))
      return drifted.length
    },
    async part(results) {
      const left = leftBy(results)
      const touched = [...new Set([...left.keys()].map((id) => marks[id % shards] ?? ''))]
      if (touched.length === 0) return
      const known = await values.getMany(touched)
      const fresh = new Map(touched.map((mark) => [mark, { ...(known.get(mark) as Shard | undefined) }]))
      for (const [id, digest] of left) {
        const shard = fresh.get(marks[id % shards] ?? '')
        if (!shard) continue
        if (digest === undefined) delete shard[id]
        else shard[id] = digest
      }
      await values.putMany(fresh)
    },
  }
}

/** How changes left aliases; undefined where they are gone, are not ours any more, or it is not known. */
function leftBy(results: readonly ChangeResult[]): Map<number, string | undefined> {
  const left = new Map<number, string | undefined>()
  for (const { id, outcome, uncertain, change } of results) {
    if (id === undefined) continue
    if (outcome === 'applied') {
      left.set(id, change.after && change.action !== 'release' ? digestOf(change.after) : undefined)
    } else if (uncertain) left.set(id, undefined)
  }
  return left
}

/** Comments are people's own, and the marker in them is watched by the plan. */
function digestOf({ address, members, flags }: AliasContent): string {
  const { active, internal, senderAllowed, sogoVisible } = flags
  const parts = [address, members, active, internal, senderAllowed, sogoVisible]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10)
}
