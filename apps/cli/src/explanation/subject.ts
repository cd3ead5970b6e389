import { normaliseGroupId } from '@cowherd/directory'
import { localPartOf, normaliseAddress, normaliseDomain } from '@cowherd/plan'
import { RefusalError } from '../program/failure.ts'
import { explainAlias, explainList, type ListExplanation } from './list.ts'
import { nearest } from './near.ts'
import { listKeys, type Survey } from './survey.ts'
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
  const keys = new Set(findLists(survey, subject))
  const alone = target.aliases.filter((alias) => {
    if (!isCalled(alias.address, subject)) return false
    const key = survey.keys.get(alias.id)
    if (key === undefined || !(survey.state.desired.has(key) || directory.groups.has(key))) return true
    keys.add(key)
    return false
  })
  const users = [...directory.users.values()].filter(
    ({ username, name, email }) =>
      isSame(username, subject) ||
      isSame(name, subject) ||
      isSame(email.trim(), subject) ||
      isCalled(email, subject),
  )
  if (keys.size + alone.length + users.length === 0) {
    const names = [
      ...listNames(survey),
      ...[...directory.users.values()].flatMap(({ username, name, email }) => [username, name, email]),
    ]
    throw unknownName(`Nothing here is called "${subject}": no alias, no group and no user.`, subject, names)
  }
  return {
    lists: [
      ...[...keys].map((key) => explainList(survey, key)),
      ...alone.map((alias) => explainAlias(survey, alias)),
    ],
    users: users.map((user) => explainUser(survey, user)),
  }
}

/** Keys of the lists that a text names: by the group's name or id, the wanted address or its local part. */
function findLists(survey: Survey, subject: string): string[] {
  return [...survey.reading.directory.groups.values()].flatMap(({ id, name }) => {
    const keys = listKeys(survey, id)
    if (isSame(name, subject) || id === normaliseGroupId(subject)) return keys
    return keys.filter((key) => {
      const address = survey.state.desired.get(key)?.address
      return address !== undefined && isCalled(address, subject)
    })
  })
}

/** Ids of the groups that a text names: by name, id, wanted address or its local part. */
export function findGroups(survey: Survey, subject: string): string[] {
  const groups = findLists(survey, subject).map((key) => survey.state.desired.get(key)?.group.id ?? key)
  return [...new Set(groups)]
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
