import type { Directory } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import type { PlanSettings } from '../settings.ts'
import type { Alias, TargetState } from '../target/model.ts'
import type { Holdings, OwnedAlias } from '../target/owned.ts'
import type { Draft } from './build.ts'
import type { Claims } from './claims.ts'
import { contentOf, receivers, servingContent } from './content.ts'
import { listAsPeople } from './part-lists.ts'

/** What the changes of serving groups depend on. */
export interface ServeContext {
  readonly directory: Directory
  /** Desired aliases of selected groups with members, by key. */
  readonly living: ReadonlyMap<string, DesiredAlias>
  readonly holdings: Holdings
  readonly claims: Claims
  readonly target: TargetState
  readonly settings: PlanSettings
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/**
 * An alias made to serve a desired alias under an address.
 *
 * @param base the alias to write to; undefined makes a new one
 * @param slot the same with our marker, where it has one
 */
export function servingDraft(
  context: ServeContext,
  desired: DesiredAlias,
  base: Alias | undefined,
  slot: OwnedAlias | undefined,
  address: string,
): Omit<Draft, 'why'> {
  const { holdings, living, settings, target } = context
  // A part is Cowherd's own device: it is made what a part is, whoever made it.
  const isAdopted =
    desired.part === undefined && base !== undefined && (slot === undefined || slot.marker.role === 'adopted')
  const stored = desired.parts?.flatMap((key) => living.get(key)?.address ?? []).sort()
  return {
    group: { id: desired.group.id, name: desired.group.name },
    current: base,
    after: servingContent({
      desired,
      owner: settings.owner,
      number: holdings.numbers.get(desired.key),
      address,
      members: stored ?? desired.members,
      base,
      adopted: isAdopted,
      absentFlags: target.absentFlags,
    }),
    rule: desired.rule,
    policy: desired.settings.policy,
    // A list whose members stand in its parts loses and gains the people, not the parts.
    ...(stored ? { listAfter: desired.members } : {}),
    ...(base ? { listBefore: listAsPeople(receivers(contentOf(base)), desired.group.id, holdings) } : {}),
  }
}

/** A desired alias served under the address that its alias has, wanted or not. */
export function stayDraft(context: ServeContext, desired: DesiredAlias, own: OwnedAlias): Draft {
  return {
    ...servingDraft(context, desired, own.alias, own, own.alias.address),
    why: own.alias.flags.active ? 'differs from the group' : 'the group has members again',
  }
}
