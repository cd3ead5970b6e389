import { userOfPersonalGroup } from '@cowherd/directory'
import type { GroupName } from '@cowherd/plan'

/** Whose an alias is: `group "Developers"`, or `user "ada"` for a personal alias. */
export function subjectText({ id, name }: GroupName): string {
  return `${userOfPersonalGroup(id) === undefined ? 'group' : 'user'} "${name}"`
}

/** What gave an alias its address, where that is not the mere name of its group; else empty. */
export function ruleText(rule: string | null | undefined): string {
  if (rule === undefined || rule === null || rule === 'group name') return ''
  return rule.startsWith('attribute ') ? `, ${rule}` : `, rule "${rule}"`
}
