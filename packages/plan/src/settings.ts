import type { Rules } from '@cowherd/rules'

/** What a plan may do to aliases: everything; nothing that takes away; only make new ones. */
export type Policy = 'sync' | 'upsert-only' | 'create-only'

/** Limits on what one hour may take away. */
export interface Thresholds {
  /** Largest share of all owned aliases that may stop delivering under their address, 0 to 1. */
  readonly removedAliases: number
  /** Largest share of all memberships that may be removed, 0 to 1. */
  readonly removedMemberships: number
  /** Largest share of its members that one alias may lose, 0 to 1. */
  readonly memberLoss: number
  /** Shares count from so many aliases, memberships or members up. */
  readonly floor: number
  /** Most aliases that a first run makes without a person's word while `groups` is unset. */
  readonly firstRunMax: number
}

/** Everything that decides what the target should be like. */
export interface PlanSettings {
  readonly owner: string
  /** Default mail domain, punycode. */
  readonly domain: string
  readonly policy: Policy
  /** Whether a group must ask for its alias; undefined means all, with a first run that asks. */
  readonly groups: 'opt-in' | 'all' | undefined
  /** Rules of the file; where none matches the rest of these settings decides. */
  readonly rules: Rules
  /** Globs over group names; empty means every name. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly adopt: 'equal' | 'never' | 'always'
  readonly externalMembers: 'keep' | 'drop'
  readonly serviceAccounts: 'include' | 'exclude'
  /** Flags of aliases that Cowherd made. */
  readonly flags: {
    readonly internal: boolean
    readonly senderAllowed: boolean
    readonly sogoVisible: boolean
  }
  /** An orphan is deleted after so many days and so many nightly runs that saw it. */
  readonly orphanDays: number
  readonly orphanRuns: number
  readonly thresholds: Thresholds
}
