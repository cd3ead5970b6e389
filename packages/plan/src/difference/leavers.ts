import type { DesiredAlias } from '../desired/desired.ts'
import type { OwnedAlias } from '../target/owned.ts'
import type { Draft } from './build.ts'
import { contentOf } from './content.ts'

/** Takes out who left and changes nothing else: an alias that cannot follow its group must not go on reaching leavers. */
export function leaversDraft(desired: DesiredAlias, own: OwnedAlias): Draft {
  const before = contentOf(own.alias)
  const group = { id: desired.group.id, name: desired.group.name }
  if (!before.flags.active) return { group, current: own.alias, after: before, why: 'inactive' }
  const wanted = new Set(desired.members)
  const stay = before.members.filter((member) => wanted.has(member) && member !== before.address)
  return {
    group,
    current: own.alias,
    after: {
      ...before,
      members: stay.length > 0 ? stay : before.members,
      flags: { ...before.flags, active: stay.length > 0 },
    },
    why: stay.length > 0 ? 'only leavers are taken out' : 'all of its members left',
    rule: desired.rule,
  }
}
