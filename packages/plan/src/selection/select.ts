import { type Directory, type Group, userOfPersonalGroup } from '@cowherd/directory'
import type { ListOptions, PersonalOptions } from '@cowherd/rules'
import { createMatcher, isBuiltIn, type RuleMatcher } from '../rules/match.ts'
import { globTest } from '../rules/pattern.ts'
import type { PlanSettings } from '../settings.ts'
import { type GroupAttributes, readGroupAttributes } from './attributes.ts'

/** Why a group gets no alias. */
export type SkipReason =
  | 'disabled'
  | 'not-opted-in'
  | 'built-in'
  | 'superuser'
  | 'not-included'
  | 'excluded'
  | 'ignored'
  | 'no-rule'

/** Whether a group is to have aliases, and what a rule says of them. */
export interface Selection {
  readonly group: Group
  readonly attributes: GroupAttributes
  /** The rule that decided, by name; undefined where none matches. */
  readonly rule: string | undefined
  /** What it says; undefined where it says nothing. */
  readonly options: ListOptions | PersonalOptions | undefined
  /** Undefined where it is to have aliases. */
  readonly skip: SkipReason | undefined
}

/**
 * Decides for every group, in order of id. What a group says itself comes before the rules, and they come before the settings.
 *
 * @param only ids of the groups to decide for; all when left out
 */
export function selectGroups(
  directory: Directory,
  settings: PlanSettings,
  only?: ReadonlySet<string>,
): Selection[] {
  const matcher = createMatcher(settings.rules, directory)
  const included = globTest(settings.include)
  const excluded = globTest(settings.exclude)
  const groups = [...directory.groups.values()].filter(({ id }) => only?.has(id) ?? true)
  return groups.map((group) => {
    const attributes = readGroupAttributes(group.attributes, settings.domain)
    const rule = ruleOf(group, directory, matcher)
    const action = rule?.action
    return {
      group,
      attributes,
      rule: rule?.name,
      options: action === 'ignore' ? undefined : action,
      skip: skipReason(group, attributes, action),
    }
  })

  function skipReason(
    group: Group,
    { enabled, undecided }: GroupAttributes,
    action: 'ignore' | object | undefined,
  ): SkipReason | undefined {
    if (userOfPersonalGroup(group.id) !== undefined && !action) return 'no-rule'
    if (enabled !== undefined) return enabled ? undefined : 'disabled'
    // A slip of the pen must not take away the alias of a group that had asked for one.
    if (undecided) return undefined
    if (action === 'ignore') return 'ignored'
    if (action) return undefined
    if (isBuiltIn(group)) return 'built-in'
    if (group.superuser) return 'superuser'
    if (included && !included(group.name)) return 'not-included'
    if (excluded?.(group.name)) return 'excluded'
    return settings.groups === 'opt-in' ? 'not-opted-in' : undefined
  }
}

function ruleOf(group: Group, directory: Directory, matcher: RuleMatcher) {
  const userId = userOfPersonalGroup(group.id)
  if (userId === undefined) return matcher.groupRule(group)
  const user = directory.users.get(userId)
  return user && matcher.userRule(user)
}

/** People's words for a reason to skip. */
export const skipTexts: Readonly<Record<SkipReason, string>> = {
  disabled: 'its attribute cowherd.enabled is false',
  'not-opted-in': 'COWHERD_GROUPS=opt-in and it has no attribute cowherd.enabled: true',
  'built-in': "one of Authentik's own groups; cowherd.enabled: true asks for an alias",
  superuser: 'a superuser group; cowherd.enabled: true asks for an alias',
  'not-included': 'its name matches no glob of COWHERD_INCLUDE',
  excluded: 'its name matches a glob of COWHERD_EXCLUDE',
  ignored: 'a rule says to ignore it',
  'no-rule': 'no rule gives its user personal aliases',
}
