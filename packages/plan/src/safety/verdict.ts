import { type Change, type ChangeName, changeName } from '../difference/change.ts'
import type { Thresholds } from '../settings.ts'
import { stillHeld } from './holds.ts'
import { type HoldCode, type HoldReason, holdsAddress } from './reason.ts'
import { countRemovals, type Removals } from './removals.ts'

/** What the verdict depends on besides the changes. */
export interface SafetyContext {
  readonly thresholds: Thresholds
  /** What is there to lose now. */
  readonly owned: Removals
  /** What was taken away in the last hour without a person's word. */
  readonly recent: Removals
  /** The source has no groups at all: Authentik always has some. */
  readonly sourceEmpty: boolean
  /** A first run with `COWHERD_GROUPS` unset: nobody said yet that every group is a list. */
  readonly firstRun: boolean
  /** This machine's clock and a server's are more than a day apart. */
  readonly clockOff: boolean
  /** Names of all that was held before. */
  readonly heldBefore: ReadonlySet<string>
  /** The changes are those of a part. */
  readonly isPart: boolean
}

/** Reasons to hold, by change. A change without an entry passes. */
export function judge(changes: readonly Change[], context: SafetyContext): Map<Change, HoldReason[]> {
  const verdict = new Map<Change, HoldReason[]>()
  const hold = (change: Change, reason: HoldReason) => {
    const reasons = verdict.get(change) ?? []
    if (!reasons.some(({ code }) => code === reason.code)) verdict.set(change, [...reasons, reason])
  }
  const holdAll = (concerned: (change: Change) => boolean, reason: HoldReason | undefined) => {
    if (reason) for (const change of changes) if (concerned(change)) hold(change, reason)
  }
  // Whatever is wanted of users alone may belong to a group that does not show.
  holdAll(() => true, emptySource(context))
  holdAll(({ action }) => action === 'create' || action === 'adopt', firstRun(changes, context))
  holdAll(
    (change) => change.takesAddressAway,
    allRemoved(changes, context) ?? removedAliases(changes, context),
  )
  holdAll((change) => change.remove.length > 0, removedMemberships(changes, context))
  holdAll(({ action }) => action === 'delete', clockOff(context))
  for (const change of changes) {
    const reason = memberLoss(change, context.thresholds)
    if (reason) hold(change, reason)
  }
  for (const [change, reason] of stillHeld(changes, context.heldBefore, context.isPart)) hold(change, reason)
  spread(changes, verdict, hold)
  return verdict
}

/** Holds what cannot be done without a held change: the rest of an exchange, and whoever waits for its address. */
function spread(
  changes: readonly Change[],
  verdict: ReadonlyMap<Change, HoldReason[]>,
  hold: (change: Change, reason: HoldReason) => void,
): void {
  const heldNames = new Set<ChangeName>()
  const heldExchanges = new Set<number>()
  const reason: HoldReason = { code: 'depends-on-held', message: 'it waits for another change that is held' }
  for (let size = -1; size !== heldNames.size + heldExchanges.size; ) {
    size = heldNames.size + heldExchanges.size
    for (const change of changes) {
      const { exchange } = change
      if (change.dependsOn.some((other) => heldNames.has(other))) hold(change, reason)
      if (exchange !== undefined && heldExchanges.has(exchange) && !holdsAddress(verdict.get(change) ?? [])) {
        hold(change, reason)
      }
      if (!holdsAddress(verdict.get(change) ?? [])) continue
      heldNames.add(changeName(change))
      if (exchange !== undefined) heldExchanges.add(exchange)
    }
  }
}

function emptySource({ sourceEmpty }: SafetyContext): HoldReason | undefined {
  if (!sourceEmpty) return undefined
  return { code: 'empty-source', message: 'Authentik shows no groups at all, not even its own built-in ones' }
}

function firstRun(
  changes: readonly Change[],
  { firstRun, thresholds }: SafetyContext,
): HoldReason | undefined {
  const count = changes.filter(({ action }) => action === 'create').length
  if (!firstRun || count <= thresholds.firstRunMax) return undefined
  return {
    code: 'first-run',
    message: `this first run would make ${count} aliases (more than ${thresholds.firstRunMax}), one for each group. Set COWHERD_GROUPS=opt-in to choose the groups by attribute, or COWHERD_GROUPS=all to say that every group is a list`,
  }
}

function allRemoved(changes: readonly Change[], { owned }: SafetyContext): HoldReason | undefined {
  const gone = changes.filter((change) => change.takesAddressAway && !change.after?.flags.active)
  if (owned.aliases < 2 || gone.length < owned.aliases) return undefined
  return { code: 'all-removed', message: `all ${owned.aliases} aliases would stop delivering` }
}

function removedAliases(changes: readonly Change[], context: SafetyContext): HoldReason | undefined {
  const { removedAliases: share, floor } = context.thresholds
  return exceeded(
    'removed-aliases',
    'aliases',
    countRemovals(changes).aliases,
    context.recent.aliases,
    context.owned.aliases,
    share,
    floor,
  )
}

function removedMemberships(changes: readonly Change[], context: SafetyContext): HoldReason | undefined {
  const { removedMemberships: share, floor } = context.thresholds
  return exceeded(
    'removed-memberships',
    'memberships',
    countRemovals(changes).memberships,
    context.recent.memberships,
    context.owned.memberships,
    share,
    floor,
  )
}

function exceeded(
  code: HoldCode,
  things: string,
  now: number,
  recent: number,
  left: number,
  share: number,
  floor: number,
): HoldReason | undefined {
  // What the last hour took away was there at its beginning.
  const all = left + recent
  if (all < floor || now + recent <= share * all) return undefined
  const before = recent > 0 ? ` (${recent} in the hour before)` : ''
  return {
    code,
    message: `${now + recent} of ${all} ${things} would be taken away${before}, more than ${percent(share)}`,
  }
}

function memberLoss(change: Change, { memberLoss: share, floor }: Thresholds): HoldReason | undefined {
  const { membersBefore, remove, lossCounts } = change
  if (!lossCounts || membersBefore < floor || remove.length <= share * membersBefore) return undefined
  return {
    code: 'member-loss',
    message: `${change.before?.address ?? change.address} would lose ${remove.length} of its ${membersBefore} members, more than ${percent(share)}`,
  }
}

function clockOff({ clockOff }: SafetyContext): HoldReason | undefined {
  if (!clockOff) return undefined
  return { code: 'clock', message: "this machine's clock and a server's are more than a day apart" }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
