import type { Alias, AliasHold, Removals } from '@cowherd/plan'

/** Writes are stopped by a person. */
export interface Pause {
  /** ISO 8601. */
  readonly since: string
  readonly reason: string
}

/**
 * What an installation remembers between runs. Losing it costs nothing but time: a vanished group is confirmed once more, and the
 * sliding hour starts anew.
 */
export interface Memory {
  /** Ids of groups that the last run expected and did not find. */
  missingGroups(): Promise<ReadonlySet<string>>
  rememberMissing(ids: ReadonlySet<string>): Promise<void>
  /** What was taken away without a person's word since a moment. */
  removalsSince(since: Date): Promise<Removals>
  rememberRemovals(at: Date, removals: Removals): Promise<void>
  /** When a person last saw what a digest approves; undefined where that is not known. */
  shownAt(approval: string): Promise<Date | undefined>
  rememberShown(approval: string, at: Date): Promise<void>
  /** Names of what the last plan held. */
  holds(): Promise<ReadonlySet<string>>
  rememberHolds(names: ReadonlySet<string>): Promise<void>
  /** Who put aliases on hold and why, by alias id. The hold itself stands in the alias's marker. */
  aliasHolds(): Promise<ReadonlyMap<number, AliasHold>>
  /** Undefined forgets. */
  rememberAliasHold(id: number, hold: AliasHold | undefined): Promise<void>
  /** What a person approved for the next run over everything. */
  approval(): Promise<string | undefined>
  /** Undefined when it was used. */
  setApproval(approval: string | undefined): Promise<void>
  pause(): Promise<Pause | undefined>
  /** Undefined resumes. */
  setPause(pause: Pause | undefined): Promise<void>
  /** Saves the target's aliases as they were before the first write, once; tells where, or undefined where it was done before. */
  saveFirst(aliases: readonly Alias[], at: Date): Promise<string | undefined>
}

/** A memory that ends with the process: for tests and the demo. */
export function createVolatileMemory(): Memory {
  let missing: ReadonlySet<string> = new Set()
  const taken: { at: Date; removals: Removals }[] = []
  const shown = new Map<string, Date>()
  let paused: Pause | undefined
  let saved = false
  let approved: string | undefined
  let held: ReadonlySet<string> = new Set()
  const aliasHolds = new Map<number, AliasHold>()
  return {
    missingGroups: async () => missing,
    rememberMissing: async (ids) => {
      missing = new Set(ids)
    },
    removalsSince: async (since) =>
      sumRemovals(taken.filter(({ at }) => at >= since).map(({ removals }) => removals)),
    rememberRemovals: async (at, removals) => {
      taken.push({ at, removals })
    },
    shownAt: async (approval) => shown.get(approval),
    rememberShown: async (approval, at) => {
      shown.set(approval, at)
    },
    holds: async () => held,
    rememberHolds: async (names) => {
      held = new Set(names)
    },
    aliasHolds: async () => new Map(aliasHolds),
    rememberAliasHold: async (id, hold) => {
      if (hold) aliasHolds.set(id, hold)
      else aliasHolds.delete(id)
    },
    approval: async () => approved,
    setApproval: async (approval) => {
      approved = approval
    },
    pause: async () => paused,
    setPause: async (pause) => {
      paused = pause
    },
    saveFirst: async () => {
      if (saved) return undefined
      saved = true
      return 'memory'
    },
  }
}

/** Removals added up. */
export function sumRemovals(all: readonly Removals[]): Removals {
  return all.reduce(
    (sum, one) => ({ aliases: sum.aliases + one.aliases, memberships: sum.memberships + one.memberships }),
    { aliases: 0, memberships: 0 },
  )
}
