import { ancestors, type Directory, effectiveMembers, type Group, type User } from '@cowherd/directory'
import type { GroupMatch, GroupRule, Part, Rules, UserMatch, UserRule } from '@cowherd/rules'
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
  const facts = createFacts(directory)
  const groupRules = rules.groups.map((rule) => ({ rule, matches: groupTest(rule.match, facts) }))
  const userRules = rules.users.map((rule) => ({ rule, matches: userTest(rule.match) }))
  return {
    groupRule: (group) => groupRules.find(({ matches }) => matches(group))?.rule,
    userRule: (user) => userRules.find(({ matches }) => matches(user))?.rule,
  }
}

/** What rules ask of a group's surroundings, found once for each group. */
interface Facts {
  ancestorNames(id: string): readonly string[]
  hasMembers(id: string): boolean
}

function createFacts(directory: Directory): Facts {
  return {
    ancestorNames: once((id) =>
      [...ancestors(directory, id)].map((other) => directory.groups.get(other)?.name ?? ''),
    ),
    hasMembers: once((id) => effectiveMembers(directory, id).some(({ user }) => user.active)),
  }
}

function once<Value>(find: (id: string) => Value): (id: string) => Value {
  const found = new Map<string, Value>()
  return (id) => {
    const known = found.get(id)
    if (known !== undefined) return known
    const value = find(id)
    found.set(id, value)
    return value
  }
}

function groupTest(match: GroupMatch, { ancestorNames, hasMembers }: Facts): (group: Group) => boolean {
  const named = nameTest(match.group)
  const under = nameTest(match.under)
  return (group) =>
    (match.superuser === 'any' || match.superuser === (group.superuser || isBuiltIn(group))) &&
    (named?.(group.name) ?? true) &&
    match.attributes.every((test) => passesTest(group.attributes, test)) &&
    (!under || ancestorNames(group.id).some(under)) &&
    (match.hasMembers === undefined || match.hasMembers === hasMembers(group.id))
}

function userTest(match: UserMatch): (user: User) => boolean {
  const named = nameTest(match.user)
  return (user) =>
    match.active === user.active &&
    (named?.(user.username) ?? true) &&
    match.attributes.every((test) => passesTest(user.attributes ?? {}, test))
}

/** Whether what a group gets may change with the name or the place of a group that it is nested in. */
export function dependsOnAncestors({ groups }: Rules): boolean {
  return groups.some(
    ({ match, action }) =>
      match.under !== undefined ||
      (action !== 'ignore' &&
        action.address?.some(({ local, domain }) => [...local, ...(domain ?? [])].some(isParent))),
  )
}

function isParent(part: Part): boolean {
  return 'placeholder' in part && part.placeholder === 'parent'
}
