import { type DesiredAlias, type DropReason, dropTexts } from '@cowherd/plan'
import { compareNames } from './compare.ts'
import { groupName, type Survey } from './survey.ts'

/** Somebody whom a list reaches. */
export interface ListMember {
  readonly address: string
  /** Empty for an address that stands in no user. */
  readonly username: string
  /** Display name. */
  readonly name: string
  /** Names of groups, from the list's own down to the one that has the user as a direct member. */
  readonly path: readonly string[]
  /** What adds the address, where nobody of the group brings it: `rule companies`. */
  readonly addedBy: string | undefined
}

/** Somebody who is in a list's group, or added to it, and whom the list does not reach. */
export interface LeftOut {
  /** Empty for an address that stands in no user. */
  readonly username: string
  readonly name: string
  /** As stored in the source; may be no address at all. */
  readonly email: string
  readonly path: readonly string[]
  readonly addedBy: string | undefined
  readonly code: DropReason
  readonly reason: string
}

/** Who of a group, or added to it, is in its list, and who is not and why. Each sorted as a person looks for them. */
export function sortMembers(
  survey: Survey,
  desired: DesiredAlias | undefined,
): { readonly members: readonly ListMember[]; readonly leftOut: readonly LeftOut[] } {
  const members: ListMember[] = []
  const leftOut: LeftOut[] = []
  for (const { user, path, written, address, drop } of desired?.decisions ?? []) {
    const { username, name } = user
    const email = written
    const names = path.map((id) => groupName(survey, id))
    const who = { username, name, path: names, addedBy: undefined }
    if (drop) leftOut.push({ ...who, email, code: drop, reason: dropTexts[drop] })
    else if (address) members.push({ ...who, address })
  }
  const known = new Set(members.map(({ address }) => address))
  for (const { address, drop } of desired?.added ?? []) {
    const what = { username: '', name: '', path: [], addedBy: adderOf(survey, desired?.group.id, address) }
    if (drop) leftOut.push({ ...what, email: address, code: drop, reason: dropTexts[drop] })
    else if (!known.has(address)) members.push({ ...what, address })
  }
  return {
    members: members.sort((a, b) => compareNames(a.address, b.address)),
    leftOut: leftOut.sort((a, b) => compareNames(a.username, b.username)),
  }
}

/** What adds an address to the lists of a group. */
export function adderOf({ state }: Survey, groupId: string | undefined, address: string): string {
  const selection = state.selections.find(({ group }) => group.id === groupId)
  const isAttribute = selection?.attributes.extraMembers.includes(address)
  return isAttribute ? 'attribute cowherd.extra_members' : `rule ${selection?.rule}`
}
