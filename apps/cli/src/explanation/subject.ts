import { normaliseGroupId } from '@cowherd/directory'
import { localPartOf, normaliseAddress, normaliseDomain } from '@cowherd/plan'
import { RefusalError } from '../program/failure.ts'
import { explainAlias, explainGroup, type ListExplanation } from './list.ts'
import { nearest } from './near.ts'
import type { Survey } from './survey.ts'
import { explainUser, type UserExplanation } from './user.ts'

/** What is known of something that a person named. */
export interface Explanation {
  readonly lists: readonly ListExplanation[]
  readonly users: readonly UserExplanation[]
}

/**
 * Explains whatever a text names: an address, a local part, a group by name or id, a user by name, username or address.
 *
 * @throws RefusalError where nothing has that name, with what comes near
 */
export function explainSubject(survey: Survey, subject: string): Explanation {
  const { directory, target } = survey.reading
  const groups = new Set(findGroups(survey, subject))
  const alone = target.aliases.filter((alias) => {
    if (!isCalled(alias.address, subject)) return false
    const owner = survey.state.owned.find((owned) => owned.alias.id === alias.id)?.marker.group
    if (!owner || !directory.groups.has(owner) || survey.holders.get(owner)?.alias.id !== alias.id)
      return true
    groups.add(owner)
    return false
  })
  const users = [...directory.users.values()].filter(
    ({ username, name, email }) =>
      isSame(username, subject) ||
      isSame(name, subject) ||
      isSame(email.trim(), subject) ||
      isCalled(email, subject),
  )
  if (groups.size + alone.length + users.length === 0) {
    const names = [
      ...listNames(survey),
      ...[...directory.users.values()].flatMap(({ username, name, email }) => [username, name, email]),
    ]
    throw unknownName(`Nothing here is called "${subject}": no alias, no group and no user.`, subject, names)
  }
  return {
    lists: [
      ...[...groups].map((id) => explainGroup(survey, id)),
      ...alone.map((alias) => explainAlias(survey, alias)),
    ],
    users: users.map((user) => explainUser(survey, user)),
  }
}

/** Ids of the groups that a text names: by name, id, wanted address or its local part. */
export function findGroups(survey: Survey, subject: string): string[] {
  const { directory } = survey.reading
  return [...directory.groups.values()]
    .filter(({ id, name }) => {
      const address = survey.state.desired.get(id)?.address
      return (
        isSame(name, subject) || id === normaliseGroupId(subject) || (address && isCalled(address, subject))
      )
    })
    .map(({ id }) => id)
}

/** Names of groups and addresses of aliases: what a list can be called. */
function listNames({ reading, state }: Survey): string[] {
  return [
    ...[...reading.directory.groups.values()].map(({ name }) => name),
    ...[...state.desired.values()].flatMap(({ address }) => address ?? []),
    ...reading.target.aliases.map(({ address }) => address),
  ]
}

/** The error for a name that nothing has. */
export function unknownName(problem: string, subject: string, names: Iterable<string>): RefusalError {
  const near = nearest(subject, names)
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : ''
  return new RefusalError('unknown-name', problem + hint)
}

/** A whole address in its one form, `@domain` for a catch-all; undefined where it is none. */
export function parseAliasAddress(text: string): string | undefined {
  if (!text.startsWith('@')) return normaliseAddress(text)
  const domain = normaliseDomain(text.slice(1))
  return domain && `@${domain}`
}

function isCalled(address: string, subject: string): boolean {
  if (!subject.includes('@')) return isSame(localPartOf(address), subject) && subject !== ''
  const wanted = parseAliasAddress(subject)
  return wanted !== undefined && wanted === (parseAliasAddress(address) ?? address)
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
