import { ancestors, type Directory, effectiveMembers, type Group, type User } from '@cowherd/directory'
import type { GroupMatch, GroupRule, Rules, UserMatch, UserRule } from '@cowherd/rules'
import { nameTest, passesTest } from './pattern.ts'

/** Finds the rule that decides: the first that matches. */
export interface RuleMatcher {
  groupRule(group: Group): GroupRule | undefined
  userRule(user: User): UserRule | undefined
}

/** Groups that every Authentik installation has. */
const builtInNames: ReadonlySet<string> = new Set(['authentik Admins', 'authentik Read-only'])

/** Whether a group is one of Authentik's own. */
export function isBuiltIn({ name }: Group): boolean {
  return builtInNames.has(name)
}

/** Prepares rules for one directory. */
export function createMatcher(rules: Rules, directory: Directory): RuleMatcher {
  const groupRules = rules.groups.map((rule) => ({ rule, matches: groupTest(rule.match, directory) }))
  const userRules = rules.users.map((rule) => ({ rule, matches: userTest(rule.match) }))
  return {
    groupRule: (group) => groupRules.find(({ matches }) => matches(group))?.rule,
    userRule: (user) => userRules.find(({ matches }) => matches(user))?.rule,
  }
}

function groupTest(match: GroupMatch, directory: Directory): (group: Group) => boolean {
  const named = nameTest(match.group)
  const under = nameTest(match.under)
  const isUnder = (id: string) =>
    [...ancestors(directory, id)].some((other) => under?.(directory.groups.get(other)?.name ?? ''))
  const hasMembers = (id: string) => effectiveMembers(directory, id).some(({ user }) => user.active)
  return (group) =>
    (match.superuser === 'any' || match.superuser === (group.superuser || isBuiltIn(group))) &&
    (named?.(group.name) ?? true) &&
    match.attributes.every((test) => passesTest(group.attributes, test)) &&
    (!under || isUnder(group.id)) &&
    (match.hasMembers === undefined || match.hasMembers === hasMembers(group.id))
}

function userTest(match: UserMatch): (user: User) => boolean {
  const named = nameTest(match.user)
  return (user) =>
    match.active === user.active &&
    (named?.(user.username) ?? true) &&
    match.attributes.every((test) => passesTest(user.attributes ?? {}, test))
}
