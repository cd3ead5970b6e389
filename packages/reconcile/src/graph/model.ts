import { createHash } from 'node:crypto'
import { digest, type Flags, type PlanSettings, type Removals } from '@cowherd/plan'

/** What the last reading knew of one group: ids, and digests of the addresses it wants. */
export interface GroupNode {
  /** May hold some that it has left: whoever moved is looked for there, too. */
  readonly parents: readonly string[]
  readonly children: readonly string[]
  /** Digests of the wanted addresses. */
  readonly addresses: readonly string[]
  /** Ids of the aliases of ours that carry its marker. */
  readonly aliases: readonly number[]
  /** Who stands in its aliases may have no mailbox: that somebody does is no sign of one. */
  readonly lenient?: true
}

/** A group of which nothing is remembered. */
export const emptyNode: GroupNode = { parents: [], children: [], addresses: [], aliases: [] }

/** What the last whole reading knew altogether. */
export interface GraphMeta {
  /** Names the whole reading that the rest belongs to. */
  readonly version: string
  /** Digest of the settings that it was read under: under others, groups want other addresses. */
  readonly settings: string
  /** Digest of what was read, as long as the memory is what that reading left and nothing else. */
  readonly reading: string | null
  readonly owned: Removals
  /** How many groups it saw; what came and went since then is not counted. */
  readonly groupCount: number
  readonly absentFlags: readonly (keyof Flags)[]
  /** Names of the target's domains and alias domains. */
  readonly domains: readonly string[]
  /** Something was written, and what came of it is not remembered. */
  readonly suspended: boolean
}

/** Everything that a reading leaves behind. */
export interface GraphContent {
  readonly groups: ReadonlyMap<string, GroupNode>
  /** User id to the ids of the groups that have the user as a direct member; may hold groups that the user has left. */
  readonly users: ReadonlyMap<number, readonly string[]>
  /** Digest of an address to the ids of the groups that want it. */
  readonly claimants: ReadonlyMap<string, readonly string[]>
}

/** Changes of what is remembered; `null` forgets. */
export interface GraphUpdate {
  readonly groups: ReadonlyMap<string, GroupNode | null>
  readonly users: ReadonlyMap<number, readonly string[]>
  readonly claimants: ReadonlyMap<string, readonly string[]>
}

/**
 * The memory of the last reading. It widens what an event makes us read and never replaces a read. Where it is missing, of another
 * reading or suspended, everything is read. Maps and lists of what is not there throw ForgottenError.
 */
export interface Graph {
  /** Undefined where there is nothing to rely on. */
  meta(): Promise<GraphMeta | undefined>
  /** The same, suspended or not. */
  lastMeta(): Promise<GraphMeta | undefined>
  groups(ids: readonly string[]): Promise<ReadonlyMap<string, GroupNode>>
  /** Ids of all groups that runs have made lists of, suspended or not; none where there is no memory at all. */
  groupIds(): Promise<ReadonlySet<string>>
  users(ids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>>
  claimants(digests: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /**
   * From then on the memory is no longer what one reading left. Takes effect as a whole or not at all. Says nothing about a suspension.
   *
   * @param growth what came to the aliases of ours and their memberships; negative where some went
   */
  update(update: GraphUpdate, growth: Removals): Promise<void>
  replace(content: GraphContent, meta: GraphMeta): Promise<void>
  /** Before a write: until what comes of it is remembered there is nothing to rely on, whoever dies meanwhile. */
  suspend(): Promise<void>
  resume(): Promise<void>
}

/** An address as it is remembered: addresses are personal data, digests of them find each other all the same. */
export function addressDigest(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 20)
}

/** What is remembered of the settings. */
export function settingsDigest(settings: PlanSettings): string {
  return digest([settings])
}
