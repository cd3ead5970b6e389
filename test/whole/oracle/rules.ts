import { localPartFromName } from '@cowherd/plan'
import { emptyRules, parseRules, type Rules } from '@cowherd/rules'
import type { GroupSnapshot, UserSnapshot } from '@cowherd/simulators'
import type { Random } from '../harness/random.ts'

/** A rule about groups, such as the oracle understands it apart from the program. */
export interface PlainRule {
  /** The first letters of the names that it matches, small. */
  readonly initials: string
  /** Undefined ignores the group. */
  readonly lists: { readonly endings: readonly string[]; readonly domains: readonly string[] } | undefined
}

/** A file of rules, such as the oracle understands it. */
export interface PlainRules {
  readonly groups: readonly PlainRule[]
  /** Where the personal aliases of users come from; undefined: they have none. */
  readonly personal: 'nick' | 'name' | 'both' | undefined
}

/** Rules of all sorts. */
export function randomPlainRules(random: Random): PlainRules {
  const group = (initials: string): PlainRule => ({
    initials,
    lists: random.chance(0.2)
      ? undefined
      : {
          endings: random.pick([[''], ['-list'], ['', '-list'], ['', '-list', '-all']]),
          domains: random.pick([
            ['example.org'],
            ['second.example'],
            ['example.org', 'second.example'],
            ['second.example', 'alias.example'],
          ]),
        },
  })
  return {
    groups: random.some(['abcdef', 'efgst', 'lmnot', 'rsq'], random.int(0, 3)).map(group),
    personal: random.pick(['nick', 'name', 'both', 'both', undefined]),
  }
}

/** The same as the program reads it from a file. */
export function rulesFrom(
  { groups, personal }: PlainRules | undefined = { groups: [], personal: undefined },
): Rules {
  const rules = groups.map(({ initials, lists }) => ({
    match: { group: `/^[${initials}]/i` },
    ...(lists
      ? { address: lists.endings.map((ending) => `{slug}${ending}`), domain: lists.domains }
      : { ignore: true }),
  }))
  const address = [
    ...(personal === 'name' ? [] : ['{attributes.nick}']),
    ...(personal === 'nick' ? [] : ['{given}.{family}']),
  ]
  const people = personal ? [{ kind: 'user', address }] : []
  if (rules.length + people.length === 0) return emptyRules
  return parseRules(JSON.stringify({ rules: [...rules, ...people] }), 'cowherd.yaml')
}

/** The rule for a group; none for superuser groups and Authentik's own. */
export function ruleFor(rules: PlainRules | undefined, group: GroupSnapshot): PlainRule | undefined {
  if (group.superuser || group.name.startsWith('authentik ')) return undefined
  const initial = group.name.slice(0, 1).toLowerCase()
  return rules?.groups.find(({ initials }) => initial !== '' && initials.includes(initial))
}

/** The personal addresses that a user is to have, whether they are free or not. */
export function personalAddresses(rules: PlainRules | undefined, user: UserSnapshot): Set<string> {
  const addresses = new Set<string>()
  if (!rules?.personal || !user.active) return addresses
  const nicks = user.attributes['nick']
  if (rules.personal !== 'name' && Array.isArray(nicks)) {
    for (const nick of nicks.map(String)) addresses.add(nick.includes('@') ? nick : `${nick}@example.org`)
  }
  const words = user.name.split(' ').map(localPartFromName)
  const [given, family] = [words[0], words.at(-1)]
  if (rules.personal !== 'nick' && words.length > 1 && given && family)
    addresses.add(`${given}.${family}@example.org`)
  return addresses
}

/** A user as a group of one. */
export function asGroup({ pk, username, attributes }: UserSnapshot): GroupSnapshot {
  return { id: `user-${pk}`, name: username, superuser: false, parents: [], users: [pk], attributes }
}

/** The user whose group of one it is. */
export function userIn(groupId: string): number | undefined {
  return groupId.startsWith('user-') ? Number(groupId.slice('user-'.length)) : undefined
}
