import { emptyRules, parseRules, type Rules } from '@cowherd/rules'
import type { Random } from '../../whole/harness/random.ts'

type Draw = (random: Random) => unknown
type Keys = Readonly<Record<string, Draw>>

const names: readonly unknown[] = ['Team*', '/^[a-m]/i', '/[0-9]/', ['*a*', '*o*'], 'Board', '/s/', '*']
const domains: readonly unknown[] = [
  'second.example',
  ['example.org', 'second.example'],
  'served',
  ['second.example', 'elsewhere.example'],
  'alias.example',
]
const oneOf =
  (...values: readonly unknown[]): Draw =>
  (random) =>
    random.pick(values)

const groupMatch: Keys = {
  group: oneOf(...names),
  under: oneOf(...names),
  attributes: oneOf({ kind: 'team' }, { kind: ['team', 'list'] }, { more: { exists: true } }),
  has_members: oneOf(true, false),
  superuser: oneOf(true, 'any'),
}
const aliasKeys: Keys = {
  domain: oneOf(...domains),
  internal: oneOf(true, false),
  sender_allowed: oneOf(true, false),
  public_comment: oneOf('made by a rule'),
  policy: oneOf('upsert-only', 'create-only', 'sync'),
  orphans: oneOf('release'),
}
const addresses: Draw = oneOf(
  '{slug}',
  '{slug}',
  '{parent}.{slug}',
  ['{slug}', '{attributes.more}'],
  ['{slug}', '{slug}-list', '{attributes.more}'],
  ['{attributes.more}', '{slug}'],
  '{name}@second.example',
  ['{slug}', 'everybody@second.example'],
  'all@{attributes.home}',
)
const memberKeys: Keys = {
  nested: oneOf(false, true),
  service_accounts: oneOf('include', 'exclude'),
  external: oneOf('drop', 'keep'),
  domains: oneOf('served', 'example.org', ['example.org', 'partner.example']),
  address_from: oneOf(
    'attributes.mail',
    ['email', 'attributes.mail'],
    ['attributes.mail', 'attributes.more'],
  ),
  without_mailbox: oneOf('keep', 'drop'),
  add: oneOf(['boss@example.org', 'friend@partner.example'], ['team-one@example.org']),
  leave_out: oneOf(['user-2', 'person.4@example.org'], ['user-7', 'user-9', 'user-11']),
}
const userMatch: Keys = {
  user: oneOf('user-1*', '/[02468]$/', '*'),
  attributes: oneOf({ aliases: { exists: true } }, { kind: 'team' }),
  active: oneOf(true, false),
}
const personalAddresses: Draw = oneOf(
  ['{given}.{family}'],
  ['{attributes.aliases}', '{given}.{family}'],
  '{attributes.aliases}',
  ['{username}', '{name}'],
  '{username}@{attributes.home}',
)

/** The rules of a file, in half of all cases those of none. */
export function randomRules(random: Random): Rules {
  if (random.chance(0.5)) return emptyRules
  const groups = Array.from({ length: random.int(0, 4) }, () => groupRule(random))
  const people = Array.from({ length: random.pick([0, 1, 2, 2]) }, () => userRule(random))
  const long = random.chance(0.08) ? [longRule] : []
  return parseRules(JSON.stringify({ rules: [...long, ...groups, ...people] }), 'cowherd.yaml')
}

function groupRule(random: Random) {
  const match = drawn(groupMatch, random, 0.2)
  if (random.chance(0.15)) return { match, ignore: true }
  const members = drawn(memberKeys, random, 0.25)
  const address = random.chance(0.7) ? { address: addresses(random) } : {}
  return { match, ...address, ...drawn(aliasKeys, random, 0.2), members }
}

function userRule(random: Random) {
  const match = drawn(userMatch, random, 0.25)
  if (random.chance(0.1)) return { kind: 'user', match, ignore: true }
  return { kind: 'user', match, address: personalAddresses(random), ...drawn(aliasKeys, random, 0.2) }
}

/** So many others that the members decide whether one alias is enough. */
const longRule = {
  match: { group: '/[a-f]/i' },
  large: 'split',
  members: {
    add: Array.from({ length: 1310 }, (_, index) => `${String(index).padStart(33, 'n')}@partner.example`),
  },
}

function drawn(keys: Keys, random: Random, probability: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, draw]) => (random.chance(probability) ? [[key, draw(random)]] : [])),
  )
}
