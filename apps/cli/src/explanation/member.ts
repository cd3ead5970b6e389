import { type DropReason, dropTexts, type MemberDecision } from '@cowherd/plan'
import { compareNames } from './compare.ts'
import { groupName, type Survey } from './survey.ts'

/** Somebody whom a list reaches. */
export interface ListMember {
  readonly address: string
  readonly username: string
  /** Display name. */
  readonly name: string
  /** Names of groups, from the list's own down to the one that has the user as a direct member. */
  readonly path: readonly string[]
}

/** Somebody who is in a list's group and whom the list does not reach. */
export interface LeftOut {
  readonly username: string
  readonly name: string
  /** As stored in the source; may be no address at all. */
  readonly email: string
  readonly path: readonly string[]
  readonly code: DropReason
  readonly reason: string
}

/** Who of a group is in its list, and who is not and why. Each sorted as a person looks for them. */
export function sortMembers(
  survey: Survey,
  decisions: readonly MemberDecision[],
): { readonly members: readonly ListMember[]; readonly leftOut: readonly LeftOut[] } {
  const members: ListMember[] = []
  const leftOut: LeftOut[] = []
  for (const { user, path, written, address, drop } of decisions) {
    const { username, name } = user
    const email = written
    const names = path.map((id) => groupName(survey, id))
    if (drop) leftOut.push({ username, name, email, path: names, code: drop, reason: dropTexts[drop] })
    else if (address) members.push({ address, username, name, path: names })
  }
  return {
    members: members.sort((a, b) => compareNames(a.address, b.address)),
    leftOut: leftOut.sort((a, b) => compareNames(a.username, b.username)),
  }
}
