import { compareText, type Directory, type Group, hasGroups } from '@cowherd/directory'
import { domainOf } from './address/address.ts'
import { claimConflict, frozenConflict } from './conflicts.ts'
import { type DesiredAlias, desiredAliases } from './desired/desired.ts'
import { withinAliasLimit } from './difference/alias-limit.ts'
import type { Change, GroupName } from './difference/change.ts'
import { type Claims, grantClaims } from './difference/claims.ts'
import { orderChanges } from './difference/order.ts'
import { retireOrphans } from './difference/orphans.ts'
import { serveGroups } from './difference/serve.ts'
import { type AliasHold, aliasesOnHold, holdWarnings } from './holds.ts'
import { ownMarker } from './marker/marker.ts'
import type { Conflict, Skipped, Warning } from './notice.ts'
import { applyPolicy } from './policy.ts'
import { digest } from './safety/digest.ts'
import { approvalDigest, type Held, holdChanges } from './safety/hold.ts'
import { holdNames } from './safety/holds.ts'
import { countOwned, type Removals } from './safety/removals.ts'
import { judge } from './safety/verdict.ts'
import { type Selection, selectGroups, skipTexts } from './selection/select.ts'
import type { PlanSettings, Policy } from './settings.ts'
import { createLookup, type TargetLookup } from './target/lookup.ts'
import type { TargetState } from './target/model.ts'
import { groupBy, holdings, type OwnedAlias, ownedAliases } from './target/owned.ts'
import { findWarnings } from './warnings.ts'

/** Everything that a plan is made of. */
export interface PlanInput {
  readonly directory: Directory
  readonly target: TargetState
  readonly settings: PlanSettings
  /** Ids of groups that the source said twice do not exist, or once after their deletion event. */
  readonly gone: ReadonlySet<string>
  /** Addresses that a person asked to adopt; they count as `adopt: always`. */
  readonly adopt?: ReadonlySet<string>
  readonly now: Date
  /** The full reconciliation, which counts and deletes orphans. */
  readonly nightly: boolean
  /** What was taken away in the last hour without a person's word. */
  readonly recent: Removals
  /** This machine's clock and a server's are more than a day apart. */
  readonly clockOff: boolean
  /** Names of all that was held before: `holds` of the plan before, also where this one is for a part. */
  readonly heldBefore?: ReadonlySet<string>
  /** Who put aliases on hold, by alias id, as far as that is remembered. */
  readonly aliasHolds?: ReadonlyMap<number, AliasHold>
  /** Set where directory and target are only a part of the whole. */
  readonly part?: PlanPart
}

/** A part of the whole: what concerns some groups, read with everything that they depend on. */
export interface PlanPart {
  /** Ids of the groups to plan for; the others in the directory are there for their members. */
  readonly groups: ReadonlySet<string>
  /** Aliases of ours and their memberships in the whole target. */
  readonly owned: Removals
}

/** The way from the target as it is to the target as it should be. Pure data: same input, same plan, whatever the input's order. */
export interface Plan {
  readonly owner: string
  readonly policy: Policy
  /** What is made at once, in this order. */
  readonly changes: readonly Change[]
  readonly held: readonly Held[]
  /** Names of what is held, to be given to the next plan. */
  readonly holds: readonly string[]
  /** What approves the held changes; undefined when there are none. */
  readonly approval: string | undefined
  /** Digest of changes and held changes together. */
  readonly checksum: string
  /** Aliases of ours that are as they should be. */
  readonly unchanged: number
  /** Aliases of ours. */
  readonly owned: number
  readonly conflicts: readonly Conflict[]
  readonly warnings: readonly Warning[]
  readonly skipped: readonly Skipped[]
}

/** What the source and the settings ask for, before it is compared with the target's aliases. */
export interface DesiredState {
  /** What was decided for each group, in order of id. */
  readonly selections: readonly Selection[]
  /** By key, which for a group's first address is the group's id; selected groups only. */
  readonly desired: ReadonlyMap<string, DesiredAlias>
  /** Those that have somebody to deliver to. */
  readonly living: ReadonlyMap<string, DesiredAlias>
  readonly skipped: readonly Skipped[]
  readonly owned: readonly OwnedAlias[]
  readonly lookup: TargetLookup
}

/**
 * The desired state alone: what explains why somebody is in a list.
 *
 * @param groups ids of the groups to look at; all when left out
 */
export function desireState(
  directory: Directory,
  target: TargetState,
  settings: PlanSettings,
  groups?: ReadonlySet<string>,
): DesiredState {
  // An alias of ours is no place that mail is delivered to: whether it exists is what the plan decides.
  const lookup = createLookup(target, (alias) => !ownMarker(alias.privateComment, settings.owner))
  const selections = selectGroups(directory, settings, groups)
  const desired = desiredAliases(directory, selections, lookup, settings)
  return {
    selections,
    desired,
    living: new Map([...desired].filter(([, { members }]) => members.length > 0)),
    skipped: selections.flatMap(({ group, skip }) =>
      skip && skip !== 'no-rule' ? [{ group: nameOf(group), reason: skipTexts[skip] }] : [],
    ),
    // A part also shows aliases of other groups, at a member's address or as a catch-all: they are not looked at.
    owned: ownedAliases(target.aliases, settings.owner).filter(
      ({ marker }) => groups?.has(marker.group) ?? true,
    ),
    lookup,
  }
}

/** Makes the plan. */
export function createPlan(input: PlanInput): Plan {
  const { directory, target, settings } = input
  const state = desireState(directory, target, settings, input.part?.groups)
  const owned = input.part?.owned ?? countOwned(state.owned)
  const held = holdings(state.owned, state.living)
  const living = groupBy(state.living.values(), ({ group }) => group.id)
  const today = input.now.toISOString().slice(0, 10)
  const empty = emptyGroups(state)
  const differencesUnder = (claims: Claims) => {
    const { changes, handled, barred } = serveGroups({
      ...{ directory, living: state.living, holdings: held, claims, target, settings, today },
    })
    const orphans = retireOrphans(
      held.others.filter(({ alias }) => !handled.has(alias.id)),
      {
        ...{ directory, living, empty, settings, today, holdings: held, served: changes, barred },
        ...{ gone: input.gone, nightly: input.nightly, policies: policiesOf(state) },
      },
    )
    return { claims, orphans, limited: withinAliasLimit([...changes, ...orphans.changes], state) }
  }
  const { claims, orphans, limited } = withPartsRefused(
    grantClaims(state.living, {
      ...{ holdings: held, lookup: state.lookup, settings, adopt: input.adopt ?? new Set() },
    }),
    differencesUnder,
  )
  const allowed = applyPolicy(orderChanges(tellConsequences(limited.changes, state.lookup)))
  const sourceEmpty = !input.part && !hasGroups(directory)
  const verdict = judge(allowed.changes, {
    thresholds: settings.thresholds,
    owned,
    recent: input.recent,
    sourceEmpty,
    firstRun: (input.part ? owned.aliases === 0 : state.owned.length === 0) && settings.groups === undefined,
    clockOff: input.clockOff,
    heldBefore: input.heldBefore ?? new Set(),
    isPart: input.part !== undefined,
  })
  const { held: waiting, changes: passing } = holdChanges(allowed.changes, verdict)
  const made = passing.filter(({ unconfirmed }) => !unconfirmed)
  const unconfirmed = passing.filter((change) => change.unconfirmed)
  const approval = approvalDigest(waiting, made)
  const touched = new Set([...made, ...waiting.map(({ change }) => change)].map(({ id }) => id))
  return {
    owner: settings.owner,
    policy: settings.policy,
    changes: made,
    held: waiting,
    // An empty source is a fault: it must not keep held what was in order before and after it.
    holds: sourceEmpty
      ? [...(input.heldBefore ?? [])]
      : waiting.flatMap(({ change, reasons }) => holdNames(change, reasons)).sort(compareText),
    approval,
    checksum: digest([
      made.map(({ id, after, address }) => [id ?? address, after ?? null]),
      approval ?? null,
    ]),
    unchanged: state.owned.filter(({ alias }) => !touched.has(alias.id)).length,
    owned: state.owned.length,
    conflicts: [...findConflicts(state, claims.refused, directory), ...limited.conflicts],
    warnings: [
      ...holdWarnings(aliasesOnHold(state.living, held, input.aliasHolds ?? new Map()), directory, input.now),
      ...findWarnings(directory, state.desired, state.lookup, settings),
      ...orphans.warnings,
    ],
    skipped: [
      ...state.skipped,
      ...emptySkipped(state, empty),
      ...unconfirmed.map(firstMiss),
      ...allowed.skipped,
    ],
  }
}

/** Differences of lists all of whose parts find room; a list of which one does not stays as it is. */
function withPartsRefused<Found extends { readonly limited: ReturnType<typeof withinAliasLimit> }>(
  claims: Claims,
  differencesUnder: (claims: Claims) => Found,
): Found {
  for (let refused = claims.refused; ; ) {
    const found = differencesUnder({ ...claims, refused })
    const { parts } = found.limited
    if (parts.size === 0) return found
    const obstacles = [...parts].map(([key, domain]) => [key, { code: 'alias-limit', domain }] as const)
    refused = new Map([...refused, ...obstacles])
  }
}

/** The plan with its held changes let through. */
export function approvePlan(plan: Plan): Plan {
  const parts = new Set(plan.held.map(({ part }) => part))
  const changes = [
    ...plan.changes.filter((change) => !parts.has(change)),
    ...plan.held.map(({ change }) => change),
  ]
  return { ...plan, changes: orderChanges(changes), held: [], holds: [], approval: undefined }
}

/** Whether a digest that a person gives approves this plan's held changes: theirs alone, or the whole plan's. */
export function isApproval(plan: Plan, given: string): boolean {
  return plan.approval !== undefined && (given === plan.approval || given === plan.checksum)
}

/** Ids of selected groups none of whose aliases has anybody to deliver to. */
function emptyGroups({ desired, living }: DesiredState): Set<string> {
  const alive = new Set([...living.values()].map(({ group }) => group.id))
  return new Set([...desired.values()].map(({ group }) => group.id).filter((id) => !alive.has(id)))
}

function policiesOf({ desired }: DesiredState): Map<string, Policy> {
  return new Map([...desired.values()].map(({ group, settings }) => [group.id, settings.policy]))
}

function nameOf({ id, name }: Group): GroupName {
  return { id, name }
}

function emptySkipped(state: DesiredState, empty: ReadonlySet<string>): Skipped[] {
  const holders = new Set(state.owned.map(({ marker }) => marker.group))
  return [...empty]
    .filter((id) => !holders.has(id))
    .map((id) => ({
      group: { id, name: state.desired.get(id)?.group.name ?? null },
      reason: 'nobody in it to deliver to, and Mailcow stores no empty list',
    }))
}

function findConflicts(
  state: DesiredState,
  refused: ReturnType<typeof grantClaims>['refused'],
  directory: Directory,
): Conflict[] {
  const nameOfGroup = (id: string) => directory.groups.get(id)?.name ?? id
  return [...state.living.values()].flatMap((desired) => {
    if (desired.frozen) return [frozenConflict(desired, desired.frozen)]
    const obstacle = refused.get(desired.key)
    return obstacle ? [claimConflict(desired, obstacle, nameOfGroup)] : []
  })
}

function firstMiss({ group, before, address }: Change): Skipped {
  return {
    group,
    address: before?.address ?? address,
    reason:
      'its group was not found for the first time; it is deactivated when the next run does not find it either',
  }
}

/** Says what becomes of mail to an address that stops, where no other alias takes it over. */
function tellConsequences(changes: readonly Change[], lookup: TargetLookup): Change[] {
  const served = new Set(changes.flatMap(({ after }) => (after?.flags.active ? [after.address] : [])))
  return changes.map((change) => {
    const { action, before } = change
    const stops = before?.flags.active && (action === 'deactivate' || action === 'rename')
    if (!stops || served.has(before.address)) return change
    const catchAll = `@${domainOf(before.address)}`
    const fate = lookup.aliasAt(catchAll)?.flags.active ? `goes to the catch-all ${catchAll}` : 'bounces'
    return { ...change, reason: `${change.reason}; mail to ${before.address} then ${fate}` }
  })
}
