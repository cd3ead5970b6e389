/** Why a change waits for a person's word. */
export type HoldCode =
  | 'empty-source'
  | 'first-run'
  | 'all-removed'
  | 'removed-aliases'
  | 'removed-memberships'
  | 'member-loss'
  | 'clock'
  | 'depends-on-held'
  | 'still-held-address'
  | 'still-held-members'

/** A reason to hold, with the numbers behind it. */
export interface HoldReason {
  readonly code: HoldCode
  readonly message: string
}

const onlyMembers: ReadonlySet<HoldCode> = new Set([
  'removed-memberships',
  'member-loss',
  'still-held-members',
])
const onlyAddress: ReadonlySet<HoldCode> = new Set([
  'removed-aliases',
  'depends-on-held',
  'still-held-address',
])

/** Whether a hold for these reasons keeps the address where it is. */
export function holdsAddress(reasons: readonly HoldReason[]): boolean {
  return reasons.some(({ code }) => !onlyMembers.has(code))
}

/** Whether a hold for these reasons keeps members who would leave. */
export function holdsMembers(reasons: readonly HoldReason[]): boolean {
  return reasons.some(({ code }) => !onlyAddress.has(code))
}
