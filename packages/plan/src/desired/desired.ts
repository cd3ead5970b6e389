import { type Directory, type Group, userOfPersonalGroup } from '@cowherd/directory'
import { domainOf, normaliseAddress } from '../address/address.ts'
import { remembering } from '../remember.ts'
import type { Selection } from '../selection/select.ts'
import type { PlanSettings } from '../settings.ts'
import type { TargetLookup } from '../target/lookup.ts'
import { type ListSettings, listSettings } from './list-settings.ts'
import {
  type AddedMember,
  decideAdded,
  decideMembers,
  type MemberDecision,
  memberAddresses,
} from './members.ts'
import { gotoOctets, gotoOctetsMax } from './octets.ts'
import { splitList } from './split.ts'
import { type Wish, wishesOf } from './wishes.ts'

/** Why an alias cannot be brought to what its group wants, whatever else happens. */
export type FreezeReason =
  | 'wrong-attribute'
  | 'unnameable'
  | 'role-address'
  | 'is-mailbox'
  | 'domain-not-served'
  | 'too-large'

/** What one alias of a selected group should be. */
export interface DesiredAlias {
  /** Tells the desired aliases of one plan apart: the group's id for its first address. */
  readonly key: string
  readonly group: Group
  /** Undefined where the group's name yields none. */
  readonly address: string | undefined
  /** What gave the address: an attribute, a rule by its name, or the group's name. */
  readonly rule: string
  readonly settings: ListSettings
  readonly decisions: readonly MemberDecision[]
  readonly added: readonly AddedMember[]
  /** Who gets its mail. Sorted, each once. Empty means that nobody is left to deliver to. */
  readonly members: readonly string[]
  /** Keys of the part aliases that deliver to the members; undefined where the alias does so itself. */
  readonly parts: readonly string[] | undefined
  /** Set where this is a part alias itself, from 1. */
  readonly part: number | undefined
  /** Not to be created, renamed or given members; leavers are taken out all the same. */
  readonly frozen: FreezeReason | undefined
  /** Details of a wrong attribute. */
  readonly problems: readonly string[]
}

/** The desired aliases of one selected group: one for each address that it wants, and their parts. */
function aliasesOfGroup(
  directory: Directory,
  selection: Selection,
  lookup: TargetLookup,
  settings: PlanSettings,
  normalise: (address: string) => string | undefined,
): DesiredAlias[] {
  const { group, attributes } = selection
  const list = listSettings(selection, settings)
  const found = wishesOf(selection, directory, lookup.servedDomains, settings)
  const problems = [...attributes.problems, ...found.problems]
  const isPersonal = userOfPersonalGroup(group.id) !== undefined
  // A user's own mailbox is no alias of theirs: a template over their name may well yield it.
  const wishes = isPersonal ? found.wishes.filter(({ address }) => !lookup.isMailbox(address)) : found.wishes
  const wanted: readonly (Wish | undefined)[] =
    wishes.length > 0 || (isPersonal && problems.length === 0) ? wishes : [undefined]
  return wanted.flatMap((wish, index) => {
    const key = index === 0 ? group.id : `${group.id} ${index + 1}`
    const address = wish?.address
    const decisions = decideMembers(directory, group.id, address ?? '', lookup, list.members, normalise)
    const added = decideAdded(address ?? '', lookup, list.members)
    const members = memberAddresses(added.length > 0 ? [...decisions, ...added] : decisions)
    const name = `${group.id.replaceAll('-', '').slice(0, 12)}${index === 0 ? '' : `-${index + 1}`}`
    const isLarge = gotoOctets(members) > gotoOctetsMax
    const parts =
      isLarge && list.large === 'split' && address !== undefined
        ? splitList(members, address, name)
        : undefined
    const alias: DesiredAlias = {
      ...{ key, group, address, rule: found.rule, settings: list },
      ...{ decisions, added, members, problems, part: undefined },
      parts: parts?.map((_, part) => partKey(key, part)),
      frozen: freezeReason(wish, isLarge && !parts),
    }
    const partAliases = (parts ?? []).map(
      (part, number): DesiredAlias => ({
        ...alias,
        ...{ key: partKey(key, number), parts: undefined, part: number + 1, decisions: [], added: [] },
        ...{ address: part.address, members: part.members },
        settings: { ...list, publicComment: undefined, flags: hidden },
      }),
    )
    return [alias, ...(alias.frozen ? [] : partAliases)]
  })

  function freezeReason(wish: Wish | undefined, isTooLarge: boolean): FreezeReason | undefined {
    if (problems.length > 0) return 'wrong-attribute'
    if (!wish) return 'unnameable'
    if (wish.claimsRole) return 'role-address'
    if (!lookup.domain(domainOf(wish.address))) return 'domain-not-served'
    if (lookup.isMailbox(wish.address)) return 'is-mailbox'
    return isTooLarge ? 'too-large' : undefined
  }
}

/** Nobody but the list itself writes to a part. */
const hidden: ListSettings['flags'] = { internal: true, senderAllowed: false, sogoVisible: false }

function partKey(key: string, index: number): string {
  return `${key} part ${index + 1}`
}

/** Desired aliases by key, in the order of the selections; those of one group in the order of its addresses. */
export function desiredAliases(
  directory: Directory,
  selections: readonly Selection[],
  lookup: TargetLookup,
  settings: PlanSettings,
): Map<string, DesiredAlias> {
  const selected = selections.filter(({ skip }) => !skip)
  const normalise = remembering(normaliseAddress)
  return new Map(
    selected.flatMap((selection) =>
      aliasesOfGroup(directory, selection, lookup, settings, normalise).map(
        (alias) => [alias.key, alias] as const,
      ),
    ),
  )
}
