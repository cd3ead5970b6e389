import { type Group, personalGroup, personalGroupId, type User } from '@cowherd/directory'
import { parseRules, type Rules } from '@cowherd/rules'
import fc from 'fast-check'
import type { PlanInput } from '../plan.ts'
import type { PlanSettings } from '../settings.ts'
import type { Alias, TargetState } from '../target/model.ts'
import { groupId, groupOf, person, range } from './people.ts'
import { noLimits, settingsOf } from './settings.ts'
import { addressOf, aliasOf, domainNamed, ownedOf, targetOf } from './target.ts'

/** What a plan is made of, before the directory is built: lists whose order a test may change. */
export interface World {
  readonly groups: readonly Group[]
  readonly users: readonly User[]
  readonly target: TargetState
  readonly settings: PlanSettings
  readonly input: Omit<PlanInput, 'directory' | 'target' | 'settings'>
}

/** Most groups in a world; markers name some more, which are gone. */
const groupsMax = 9
const peopleMax = 12
const names = ['alpha', 'Beta', 'gamma team', 'Delta', 'epsilon', 'Zeta', 'eta', 'theta', 'iota', 'kappa']
const homes = ['alpha', 'beta', 'gamma-team', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa']

/** True once in so many times. */
const onceIn = (times: number) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: times - 1, arbitrary: fc.constant(false) })

/** Something once in so many times, else undefined. */
function maybe<T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 1, arbitrary }, { weight: times - 1, arbitrary: fc.constant(undefined) })
}

/** Each of the numbers with the same chance of one in so many. */
const someOf = (numbers: readonly number[], times: number) =>
  fc
    .tuple(...numbers.map((n) => onceIn(times).map((taken) => ({ n, taken }))))
    .map((list) => list.flatMap(({ n, taken }) => (taken ? [n] : [])))

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))

const email = (n: number) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(addressOf(n)) },
    { weight: 2, arbitrary: fc.constant(` ${addressOf(n).toUpperCase()}`) },
    { weight: 1, arbitrary: fc.constant(addressOf(1)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'x@elsewhere.test', 'y@relay.test', 'z@branch.test', 'u2@alias.test'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('not an address', 'a,b@example.org', 'a\nb@example.org', 'q@Bücher.test'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...homes).map((home) => `${home}@example.org`) },
    { weight: 1, arbitrary: anyText },
  )

const users: fc.Arbitrary<readonly User[]> = fc.tuple(
  ...range(1, peopleMax).map((id) =>
    fc
      .record({
        email: email(id),
        active: onceIn(10).map((inactive) => !inactive),
        serviceAccount: onceIn(10),
      })
      .map((facts) => person(id, facts)),
  ),
)

const attributes: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 50, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        ...homes,
        '@example.org',
        'a@nowhere.test',
        'b@nowhere.test',
        'c@nowhere.test',
        'postmaster',
        'u3',
        'list@branch.test',
        'x@elsewhere.test',
        'y@elsewhere.test',
        'u1@alias.test',
      )
      .map((address) => ({ cowherd: { address } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(true, false, 'true', 'maybe')
      .map((enabled) => ({ 'cowherd.enabled': enabled })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ cowherd: 3 }, { cowherd: { address: 'a b' } }, { cowherd: null }),
  },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('cowherd', 'cowherd.address', 'x'), fc.jsonValue()) },
)

/** Which of the names each group has: everyone its own, but for some that were passed round or given twice. */
const seats = fc
  .record({
    rounds: fc.array(
      fc
        .integer({ min: 2, max: 3 })
        .chain((size) =>
          fc.uniqueArray(fc.nat({ max: groupsMax - 1 }), { minLength: size, maxLength: size }),
        ),
      { minLength: 1, maxLength: 2 },
    ),
    twice: maybe(4, fc.tuple(fc.nat({ max: names.length - 1 }), fc.nat({ max: names.length - 1 }))),
  })
  .map(({ rounds, twice }) => {
    const seat = range(0, names.length - 1)
    for (const round of rounds) {
      const before = round.map((n) => seat[n] ?? 0)
      for (const [index, n] of round.entries()) seat[n] = before[(index + 1) % before.length] ?? 0
    }
    if (twice) seat[twice[0]] = seat[twice[1]] ?? 0
    return seat
  })

const groups: fc.Arbitrary<readonly Group[]> = seats.chain((seat) =>
  someOf(range(1, groupsMax), 8)
    .map((absent) => range(1, groupsMax).filter((n) => !absent.includes(n)))
    .chain((present) =>
      fc.tuple(
        ...present.map((n) =>
          fc
            .record({
              name: fc.oneof(
                { weight: 30, arbitrary: fc.constant(names[seat[n - 1] ?? 0] ?? '') },
                {
                  weight: 1,
                  arbitrary: fc.constantFrom('postmaster', 'Info', '🎉', 'authentik Admins', 'u4', 'Ünïcode'),
                },
                { weight: 1, arbitrary: anyText },
              ),
              members: fc.oneof(
                { weight: 10, arbitrary: someOf(range(1, peopleMax + 1), 4) },
                { weight: 1, arbitrary: fc.constant([]) },
              ),
              parents: fc.oneof(
                { weight: 3, arbitrary: fc.constant([]) },
                { weight: 2, arbitrary: someOf(range(1, groupsMax + 1), 5) },
              ),
              superuser: onceIn(20),
              attributes,
            })
            .map(({ name, members, ...facts }) => groupOf(n, name, members, facts)),
        ),
      ),
    ),
)

const flags = fc.record({
  active: fc.boolean(),
  internal: fc.boolean(),
  senderAllowed: fc.boolean(),
  sogoVisible: fc.boolean(),
})
const orphan = fc.record({
  since: fc.constantFrom('2026-11-01', '2026-11-10', '2026-11-15', '2026-11-20', '2026-99-99'),
  runs: fc.integer({ min: 5, max: 30 }),
})
const storedMembers = fc.oneof(
  { weight: 5, arbitrary: someOf(range(1, peopleMax + 2), 4).map((list) => (list.length > 0 ? list : [1])) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(string | number)[]>(
      ['U1@Example.org', 2],
      ['x@elsewhere.test'],
      [1, 'alpha@example.org'],
    ),
  },
)

/** The alias that stands at the n-th home, if any: mostly of the n-th group, made before names were passed round. */
function homeAlias(n: number): fc.Arbitrary<Alias | undefined> {
  const address = `${homes[n - 1]}@example.org`
  const id = 100 - n
  const owned = (group: number) =>
    fc
      .record({
        members: storedMembers,
        active: onceIn(4).map((inactive) => !inactive),
        role: maybe(
          8,
          fc.constantFrom('adopted' as const, 'adopted' as const, 'former' as const, 'part' as const),
        ),
        orphan: maybe(3, orphan),
        number: maybe(8, fc.constantFrom(2, 2, 3)),
        user: maybe(20, fc.integer({ min: 1, max: peopleMax + 2 })),
        words: fc.constantFrom('', '', 'ask Ann\n\n\n'),
      })
      .map(({ members, role, orphan, number, user, ...facts }) =>
        ownedOf(id, address, group, members, {
          ...facts,
          ...(role ? { role } : {}),
          ...(orphan ? { orphan } : {}),
          ...(number === undefined ? {} : { number }),
          ...(user === undefined ? {} : { group: personalGroupId(user) }),
        }),
      )
  return fc.oneof(
    { weight: 24, arbitrary: owned(n) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: groupsMax + 3 }).chain(owned) },
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: foreignAlias(id, address) },
  )
}

function foreignAlias(id: number, address: string): fc.Arbitrary<Alias> {
  const marker = (owner: string) => `cowherd owner=${owner} group=${groupId(1)}`
  return fc
    .record({
      members: storedMembers,
      flags,
      privateComment: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('', 'by hand', 'cowherd released') },
        { weight: 1, arbitrary: fc.constantFrom(marker('other'), `${marker('main')}\n${marker('other')}`) },
        { weight: 1, arbitrary: anyText },
      ),
    })
    .map(({ members, ...facts }) => aliasOf(id, address, members, facts))
}

const target: fc.Arbitrary<TargetState> = fc
  .record({
    homeAliases: fc.tuple(...range(1, homes.length).map(homeAlias)),
    strays: fc.tuple(
      maybe(4, foreignAlias(1, '@example.org')),
      maybe(4, foreignAlias(2, 'list@branch.test')),
      maybe(
        4,
        fc
          .integer({ min: 1, max: groupsMax + 2 })
          .chain((n) => storedMembers.map((list) => ownedOf(3, 'old@example.org', n, list))),
      ),
    ),
    aliasesLeft: fc.constantFrom(-1, 0, 1, 2, 100, 100, 100, 100),
    mailboxes: someOf([1, 7], 8).map((list) => list.map((n) => homes[n - 1])),
    absentFlags: fc.constantFrom<TargetState['absentFlags'][]>([], [], ['internal', 'senderAllowed']),
  })
  .map(({ homeAliases, strays, aliasesLeft, mailboxes, absentFlags }) => {
    const taken = mailboxes.map((localPart) => `${localPart}@example.org`)
    const aliases = [...homeAliases, ...strays].flatMap((alias) => (alias ? [alias] : []))
    const people = targetOf([]).mailboxes.filter((_, index) => index !== 4 && index < peopleMax)
    return targetOf(
      aliases.filter(({ address }) => !taken.includes(address)),
      {
        domains: [
          domainNamed('example.org', { aliasesLeft }),
          domainNamed('relay.test', { relay: true }),
          domainNamed('branch.test', { active: false }),
        ],
        aliasDomains: [{ name: 'alias.test', target: 'example.org' }],
        mailboxes: [
          ...people.map((mailbox, index) => (index === 7 ? { ...mailbox, receives: false } : mailbox)),
          ...taken.map((address) => ({ address, receives: true })),
        ],
        absentFlags,
      },
    )
  })

/** Files of rules, mostly none. None takes in anybody who does not belong to a group. */
const rules: fc.Arbitrary<Rules> = fc
  .constantFrom(
    ...Array(8).fill('rules: []'),
    'rules: [{match: {group: "[A-Dg]*"}, address: ["{slug}", "{slug}-all"]}]',
    'rules: [{match: {group: "*a*"}, domain: [example.org, relay.test, branch.test]}]',
    'rules: [{match: {group: "*a*"}, members: {nested: false}, orphans: release}, {match: {under: "*"}, address: "{parent}-{slug}"}]',
    'rules: [{address: ["{slug}", "{attributes.x}"]}, {kind: user, address: ["{username}-mail", "{given}.{family}"]}]',
  )
  .map((text) => parseRules(text, 'cowherd.yaml'))

const share = fc.constantFrom(0, 0.2, 0.5, 1)
const settings: fc.Arbitrary<PlanSettings> = fc
  .record({
    policy: fc.constantFrom<PlanSettings['policy'][]>(
      'sync',
      'sync',
      'sync',
      'sync',
      'upsert-only',
      'create-only',
    ),
    groups: fc.constantFrom<PlanSettings['groups'][]>(
      'all',
      'all',
      'all',
      'all',
      undefined,
      undefined,
      'opt-in',
    ),
    rules,
    include: fc.constantFrom([], [], [], [], ['*a*']),
    exclude: fc.constantFrom([], [], [], [], ['e*', 'gamma*']),
    adopt: fc.constantFrom<PlanSettings['adopt'][]>('equal', 'never', 'always'),
    externalMembers: fc.constantFrom<PlanSettings['externalMembers'][]>('keep', 'drop'),
    serviceAccounts: fc.constantFrom<PlanSettings['serviceAccounts'][]>('include', 'exclude'),
    thresholds: fc.oneof(
      fc.constant(noLimits),
      fc.record({
        removedAliases: share,
        removedMemberships: share,
        memberLoss: share,
        floor: fc.constantFrom(0, 3),
        firstRunMax: fc.constantFrom(0, 3),
      }),
    ),
  })
  .map(settingsOf)

/**
 * Small directories and targets full of trouble: nesting with cycles and diamonds, names passed round, two groups with one name,
 * aliases made by hand or by another owner, orphans, second aliases, garbage in every text.
 */
export const worlds: fc.Arbitrary<World> = fc
  .noBias(
    fc.record<World>({
      groups,
      users,
      target,
      settings,
      input: fc.record({
        gone: someOf(range(1, groupsMax + 3), 3)
          .map((unseen) => range(1, groupsMax + 3).filter((n) => !unseen.includes(n)))
          .map((list) => new Set(list.map(groupId))),
        adopt: fc.oneof(
          { weight: 3, arbitrary: fc.constant(new Set<string>()) },
          {
            weight: 1,
            arbitrary: fc.subarray(homes).map((list) => new Set(list.map((home) => `${home}@example.org`))),
          },
        ),
        now: fc.constant(new Date('2026-11-24T12:00:00Z')),
        nightly: onceIn(4).map((not) => !not),
        recent: fc.constantFrom(
          { aliases: 0, memberships: 0 },
          { aliases: 0, memberships: 0 },
          { aliases: 2, memberships: 5 },
        ),
        clockOff: onceIn(4).map((not) => !not),
      }),
    }),
  )
  .map(withPersonalGroups)

/** Everybody is a group of one where rules ask for personal aliases. */
function withPersonalGroups(world: World): World {
  if (world.settings.rules.users.length === 0) return world
  return { ...world, groups: [...world.groups, ...world.users.map(personalGroup)] }
}
