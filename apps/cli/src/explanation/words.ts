import {
  type Alias,
  isReleased,
  type OwnedAlias,
  ownersIn,
  type PlanSettings,
  type Warning,
} from '@cowherd/plan'

/** How a list stands to what its group wants. */
export type ListState =
  /** nothing is to be done */
  | 'in-step'
  /** the next sync changes it */
  | 'planned'
  /** a change waits for a person's word */
  | 'held'
  /** something else stands at its address */
  | 'conflict'
  /** it cannot be brought to what the group wants; only leavers are taken out */
  | 'frozen'
  /** a person keeps it as it is */
  | 'on-hold'
  /** the group has no alias, on purpose */
  | 'skipped'
  /** an alias of ours that serves no group any more */
  | 'orphan'
  /** not an alias of this installation */
  | 'foreign'

/** Why an alias of ours delivers to nobody, since when, and when it goes. */
export function orphanText(
  { alias, marker }: OwnedAlias,
  reason: string | undefined,
  settings: PlanSettings,
): string {
  const { orphan, role } = marker
  const why =
    reason ?? (role === 'former' ? 'a former address of its group' : 'its group is gone, left out or empty')
  if (!orphan) return why
  const fate = role === 'adopted' ? 'gives it back' : 'deletes it'
  return `${why}; orphan since ${orphan.since}${alias.flags.active ? '' : ', deactivated'}, seen so by ${orphan.runs} nightly runs: the nightly run ${fate} after ${settings.orphanDays} days and ${settings.orphanRuns} such runs`
}

/** Whose an alias is that is not ours. */
export function strangerText({ privateComment }: Alias): string {
  const owners = ownersIn(privateComment)
  if (owners.length > 0) return `it belongs to the Cowherd installation ${owners.join(', ')}`
  if (isReleased(privateComment)) return 'it was released from Cowherd and is never taken back by itself'
  return 'it was made by a person or another program: Cowherd does not touch it'
}

/** Since when, by whom and why an alias is on hold, and whom that concerns. */
export function onHoldText({ address }: Alias, warnings: readonly Warning[]): string {
  return warnings
    .filter((warning) => warning.code.startsWith('on-hold') && warning.address === address)
    .map(({ message }) => message)
    .join(' ')
}
