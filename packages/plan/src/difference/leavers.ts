import type { DesiredAlias } from '../desired/desired.ts'
import type { Holdings, OwnedAlias } from '../target/owned.ts'
import type { Draft } from './build.ts'
import { contentOf } from './content.ts'
import { isPartAddress } from './part-lists.ts'

/** Takes out who left and changes nothing else: an alias that cannot follow its group must not go on reaching leavers. */
export function leaversDraft(desired: DesiredAlias, own: OwnedAlias, holdings: Holdings): Draft {
  const before = contentOf(own.alias)
  const about = {
    group: { id: desired.group.id, name: desired.group.name },
    current: own.alias,
    policy: desired.settings.policy,
  }
  if (!before.flags.active) return { ...about, after: before, why: 'inactive' }
  const wanted = new Set(desired.members)
  const stay = before.members.filter(
    (member) =>
      member !== before.address && (wanted.has(member) || isPartAddress(member, desired.group.id, holdings)),
  )
  return {
    ...about,
    after: {
      ...before,
      members: stay.length > 0 ? stay : before.members,
      flags: { ...before.flags, active: stay.length > 0 },
    },
    why: stay.length > 0 ? 'only leavers are taken out' : 'all of its members left',
    rule: desired.rule,
  }
}
