import type { GroupName } from '@cowherd/plan'
import { compareNames } from './compare.ts'
import { type LeftOut, type ListMember, sortMembers } from './member.ts'
import type { Survey } from './survey.ts'

/** A group and whom its alias reaches. */
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

/** All groups in order of name, those without an alias too. */
export function listGroups(survey: Survey): GroupListing[] {
  const { reading, state, plan } = survey
  return [...reading.directory.groups.values()]
    .map(({ id, name }) => {
      const desired = state.desired.get(id)
      const known = desired ? undefined : plan.skipped.find(({ group }) => group.id === id)?.reason
      const empty = desired?.members.length === 0 ? 'nobody in it to deliver to' : known
      return {
        group: { id, name },
        address: desired?.address,
        rule: desired?.rule,
        skipped: empty,
        conflict: plan.conflicts.find(({ group }) => group.id === id)?.reason,
        ...sortMembers(survey, desired?.decisions ?? []),
      }
    })
    .sort((a, b) => compareNames(a.group.name, b.group.name))
}
