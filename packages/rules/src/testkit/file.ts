import fc from 'fast-check'

const domain = fc.constantFrom('example.org', 'Example.net', 'bücher.example')
const pattern = fc.constantFrom('*', 'board', 'team-*', '{a,b}-?', '/^x/i', '/[a-z]+ü/u')
const path = fc.constantFrom('mail', 'mail.kind', 'a.b.c', 'Ä')
const scalar = fc.oneof(fc.boolean(), fc.integer(), fc.constantFrom('team', 'true', ''))

function oneOrMore<Value>(item: fc.Arbitrary<Value>) {
  return fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }))
}

function some<Record>(entries: { [Key in keyof Record]: fc.Arbitrary<Record[Key]> }) {
  return fc.record(entries, { requiredKeys: [] })
}

const attributes = fc.dictionary(path, fc.oneof(oneOrMore(scalar), fc.record({ exists: fc.boolean() })), {
  maxKeys: 3,
})
const domains = oneOrMore(fc.oneof(domain, fc.constant('served')))
const aliasKeys = {
  domain: domains,
  internal: fc.boolean(),
  sender_allowed: fc.boolean(),
  sogo_visible: fc.boolean(),
  public_comment: fc.constantFrom('made by a rule', 'für alle'),
  policy: fc.constantFrom('sync', 'upsert-only', 'create-only'),
  orphans: fc.constantFrom('retire', 'release'),
}
const groupMatch = some({
  group: oneOrMore(pattern),
  attributes,
  under: oneOrMore(pattern),
  superuser: fc.constantFrom(true, false, 'any'),
  has_members: fc.boolean(),
})
const userMatch = some({ user: oneOrMore(pattern), attributes, active: fc.boolean() })
const members = some({
  nested: fc.boolean(),
  service_accounts: fc.constantFrom('exclude', 'include'),
  external: fc.constantFrom('keep', 'drop'),
  domains,
  address_from: oneOrMore(fc.constantFrom('email', 'attributes.mail', 'attributes.a.b')),
  without_mailbox: fc.constantFrom('keep', 'drop'),
  add: fc.array(fc.constantFrom('boss@example.org', 'A@b.test'), { minLength: 1, maxLength: 3 }),
  leave_out: fc.array(fc.constantFrom('jdoe', 'x@example.org'), { minLength: 1, maxLength: 3 }),
})
const name = fc.constantFrom('board', 'all the rest', 'Ü')
const group = fc.constant('group')
const user = fc.constant('user')

/** Files that are sound, as data. */
export const fileOf = fc.record({
  rules: fc.array(
    fc.oneof(
      some({
        name,
        kind: group,
        match: groupMatch,
        address: oneOrMore(
          fc.constantFrom('{slug}', 'all', '@example.org', 'a.{attributes.x.y}@{parent}.test', '{name}-list'),
        ),
        members,
        large: fc.constantFrom('refuse', 'split'),
        ignore: fc.constant(false),
        ...aliasKeys,
      }),
      fc.record(
        { name, kind: group, match: groupMatch, ignore: fc.constant(true) },
        { requiredKeys: ['ignore'] },
      ),
      fc.record(
        {
          name,
          kind: user,
          match: userMatch,
          address: oneOrMore(
            fc.constantFrom('{username}', '{given}.{family}', '{attributes.aliases}', '{name}'),
          ),
          ...aliasKeys,
        },
        { requiredKeys: ['kind', 'address'] },
      ),
      fc.record(
        { name, kind: user, match: userMatch, ignore: fc.constant(true) },
        { requiredKeys: ['kind', 'ignore'] },
      ),
    ),
    { maxLength: 5 },
  ),
})
