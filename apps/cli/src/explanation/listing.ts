import { userOfPersonalGroup } from '@cowherd/directory'
import type { GroupName } from '@cowherd/plan'
import { compareNames } from './compare.ts'
import { type LeftOut, type ListMember, sortMembers } from './member.ts'
import { listKeys, type Survey } from './survey.ts'

/** An address of a group and whom it reaches. */
export interface GroupListing {
  readonly group: GroupName
  readonly address: string | undefined
  readonly rule: string | undefined
  /** Why the group gets no alias. */
  readonly skipped: string | undefined
  /** Why the group cannot have the address it wants. */
  readonly conflict: string | undefined
  readonly members: readonly ListMember[]
  readonly leftOut: readonly LeftOut[]
}

/** All groups in order of name, those without an alias too; one with several addresses is there once for each. */
export function listGroups(survey: Survey): GroupListing[] {
  const { reading, state, plan } = survey
  return [...reading.directory.groups.values()]
    .flatMap(({ id, name }) => listKeys(survey, id).map((key) => ({ id, name, key })))
    .filter(({ id, key }) => userOfPersonalGroup(id) === undefined || state.desired.has(key))
    .map(({ id, name, key }) => {
      const desired = state.desired.get(key)
      const known = desired ? undefined : plan.skipped.find(({ group }) => group.id === id)?.reason
      const empty = desired?.members.length === 0 ? 'nobody in it to deliver to' : known
      return {
        group: { id, name },
        address: desired?.address,
        rule: desired?.rule,
        skipped: empty,
        conflict: plan.conflicts.find(
          ({ group, address }) => group.id === id && address === (desired?.address ?? null),
        )?.reason,
        ...sortMembers(survey, desired),
      }
    })
    .sort((a, b) => compareNames(a.group.name, b.group.name))
}
