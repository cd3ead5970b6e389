import { ancestors, type User, userOfPersonalGroup } from '@cowherd/directory'
import { type DropReason, dropTexts, type GroupName, normaliseAddress } from '@cowherd/plan'
import { compareNames } from './compare.ts'
import { explainList, type ListExplanation } from './list.ts'
import { adderOf } from './member.ts'
import { groupName, listKeys, type Survey } from './survey.ts'
import type { ListState } from './words.ts'

/** One list that a user belongs to, by their groups or because their address is added to it. */
export interface Belonging {
  readonly group: GroupName
  readonly address: string | undefined
  readonly path: readonly string[]
  /** What adds their address, where no group brings them: `rule companies`. */
  readonly addedBy: string | undefined
  readonly state: ListState
  /** Their mail from this list arrives now, before the next sync. */
  readonly delivered: boolean
}

/** Why a user is in some lists and not in others. */
export interface UserExplanation {
  readonly user: User
  readonly lists: readonly Belonging[]
  readonly leftOut: readonly (Belonging & { readonly code: DropReason; readonly reason: string })[]
  /** Groups of theirs that have no alias. */
  readonly withoutAlias: readonly { readonly group: GroupName; readonly reason: string }[]
  /** Addresses of aliases that Cowherd does not own and that hold their address. */
  readonly otherAliases: readonly string[]
}

/** Explains one user. */
export function explainUser(survey: Survey, user: User): UserExplanation {
  const lists: Belonging[] = []
  const leftOut: UserExplanation['leftOut'][number][] = []
  const withoutAlias: UserExplanation['withoutAlias'][number][] = []
  const keys = groupsOf(survey, user).flatMap((id) => listKeys(survey, id).map((key) => ({ id, key })))
  for (const { id, key } of keys) {
    const group = { id, name: groupName(survey, id) }
    const own = survey.state.desired.get(key)?.decisions.filter((one) => one.user.id === user.id) ?? []
    const decision = own.find(({ drop }) => !drop) ?? own[0]
    if (!decision && userOfPersonalGroup(id) !== undefined) continue
    const list = explainList(survey, key)
    if (!decision || !list.address || (list.state === 'skipped' && !decision.drop)) {
      withoutAlias.push({ group, reason: list.why })
      continue
    }
    const { address, drop } = decision
    const belonging: Belonging = {
      group,
      address: list.address,
      path: decision.path.map((step) => groupName(survey, step)),
      addedBy: undefined,
      state: list.state,
      delivered: isDelivered(list, address),
    }
    if (drop) leftOut.push({ ...belonging, code: drop, reason: dropTexts[drop] })
    else lists.push(belonging)
  }
  const known = new Set([...lists, ...leftOut].map((one) => one.address))
  const added = addedTo(survey, user).filter((one) => !known.has(one.address))
  return {
    ...{ user, leftOut, withoutAlias },
    lists: [...lists, ...added],
    otherAliases: otherAliases(survey, user),
  }
}

/** The lists that a rule or an attribute adds a user's address to. */
function addedTo(survey: Survey, user: User): Belonging[] {
  const address = normaliseAddress(user.email)
  return [...survey.state.desired.values()].flatMap(({ key, group, added, address: listAddress }) => {
    if (!address || !added.some((one) => one.address === address && !one.drop)) return []
    const list = explainList(survey, key)
    return [
      {
        group: { id: group.id, name: group.name },
        ...{ address: listAddress, path: [], addedBy: adderOf(survey, group.id, address) },
        ...{ state: list.state, delivered: isDelivered(list, address) },
      },
    ]
  })
}

function isDelivered({ alias }: ListExplanation, address: string | undefined): boolean {
  return alias?.flags.active === true && address !== undefined && holdsMember(alias.goto, address)
}

/** Ids of all groups that a user is in, nested ones included, in order of name. */
function groupsOf({ reading }: Survey, user: User): string[] {
  const { directory } = reading
  const ids = new Set<string>()
  for (const group of directory.groups.values()) {
    if (!group.members.includes(user.id)) continue
    ids.add(group.id)
    for (const id of ancestors(directory, group.id)) ids.add(id)
  }
  const name = (id: string) => directory.groups.get(id)?.name ?? ''
  return [...ids].sort((a, b) => compareNames(name(a), name(b)))
}

function otherAliases({ reading, state }: Survey, user: User): string[] {
  const address = normaliseAddress(user.email)
  if (!address) return []
  const ours = new Set(state.owned.map(({ alias }) => alias.id))
  return reading.target.aliases
    .filter(({ id, goto }) => !ours.has(id) && holdsMember(goto, address))
    .map((alias) => alias.address)
}

function holdsMember(goto: readonly string[], address: string): boolean {
  return goto.some((member) => member.toLowerCase() === address)
}
