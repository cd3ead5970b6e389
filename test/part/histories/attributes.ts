import type { GroupSnapshot, UserSnapshot } from '@cowherd/simulators'
import type { Random } from '../../whole/harness/random.ts'
import type { Step } from '../../whole/steps/step.ts'
import { groupLocalPart } from '../../whole/world/addresses.ts'
import { groupsOf, usersOf, type World } from '../../whole/world/world.ts'

type Attributes = GroupSnapshot['attributes']

const givenNames = ['Ada', 'Béla', 'Carl', 'Dora']
const familyNames = ['Berg', 'de Ruiter', 'Łoś']

/** What is done to groups and people that only rules and the attribute `cowherd` look at. */
export const attributeSteps: Readonly<Record<string, Step>> = {
  'group attributes'(world) {
    const [group] = world.random.some(groupsOf(world), 1)
    if (!group) return false
    world.company.authentik.updateGroup(group.id, { attributes: attributesOfGroup(world, group) })
    return true
  },
  'what a group asks for'(world) {
    const [group] = world.random.some(groupsOf(world), 1)
    if (!group) return false
    const cowherd = asks(world)
    world.company.authentik.updateGroup(group.id, { attributes: { ...group.attributes, cowherd } })
    return true
  },
  'user attributes'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.updateUser(user.pk, { attributes: attributesOfUser(world, user) })
    return true
  },
  'display name'(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.updateUser(user.pk, { name: displayName(world.random) })
    return true
  },
  username(world) {
    const [user] = world.random.some(usersOf(world), 1)
    if (!user) return false
    world.company.authentik.updateUser(user.pk, { username: `user-${world.serial()}` })
    return true
  },
}

/** Gives groups and people something for rules to look at. */
export function adornWorld(world: World): void {
  const { company, random } = world
  for (const group of groupsOf(world)) {
    if (random.chance(0.4))
      company.authentik.updateGroup(group.id, { attributes: attributesOfGroup(world, group) })
  }
  for (const user of usersOf(world)) {
    const name = random.chance(0.7) ? { name: displayName(random) } : {}
    company.authentik.updateUser(user.pk, { ...name, attributes: attributesOfUser(world, user) })
  }
}

function attributesOfGroup(world: World, { attributes }: GroupSnapshot): Attributes {
  const { random } = world
  return {
    ...(attributes['cowherd'] && random.chance(0.8) ? { cowherd: attributes['cowherd'] } : {}),
    ...(random.chance(0.5) ? { kind: random.pick(['team', 'list', ['team'], 7]) } : {}),
    ...(random.chance(0.4) ? { more: severalAddresses(world) } : {}),
    ...(random.chance(0.3) ? { home: randomDomain(random) } : {}),
  }
}

function attributesOfUser(world: World, { email }: UserSnapshot): Attributes {
  const { random } = world
  return {
    ...(random.chance(0.3) ? { kind: 'team' } : {}),
    ...(random.chance(0.4) ? { aliases: severalAddresses(world) } : {}),
    ...(random.chance(0.3)
      ? { mail: random.pick([email, [email, 'friend@partner.example'], 'boss@example.org', '', 7]) }
      : {}),
    ...(random.chance(0.3) ? { home: randomDomain(random) } : {}),
  }
}

function severalAddresses(world: World): unknown {
  const { random } = world
  const one = () =>
    random.pick([
      `nick-${random.int(1, 12)}`,
      `nick-${random.int(1, 12)}@second.example`,
      `${groupLocalPart(world) ?? 'nick'}@second.example`,
      groupLocalPart(world) ?? 'nick',
      'info',
    ])
  const kind = random.next()
  if (kind < 0.05) return random.pick([['a b@c', one()], { not: 'a text' }, 'no..body', 7])
  return kind < 0.4 ? one() : [one(), one(), ...(random.chance(0.3) ? [one()] : [])]
}

function randomDomain(random: Random): string {
  return random.pick(['example.org', 'second.example', 'elsewhere.example', 'alias.example'])
}

function displayName(random: Random): string {
  return random.chance(0.1)
    ? random.pick(givenNames)
    : `${random.pick(givenNames)} ${random.pick(familyNames)}`
}

/** Something that a group says of its alias, right or wrong. */
function asks(world: World): unknown {
  const { random } = world
  const address = () => `wish-${random.int(1, 8)}${random.pick(['', '@second.example', '@alias.example'])}`
  const all: Readonly<Record<string, unknown>> = {
    address: address(),
    addresses: [address(), address()],
    domain: random.pick(['second.example', 'elsewhere.example', 'example.org', 'no domain']),
    internal: random.pick([true, 'false', 'perhaps']),
    sender_allowed: random.pick([true, false, []]),
    extra_members: random.pick([
      'boss@example.org',
      ['friend@partner.example', 'person.6@example.org'],
      'nobody',
    ]),
    exclude_members: random.pick(['user-3', ['user-5', 'person.8@example.org'], 7]),
    public_comment: random.pick(['for all', 'x'.repeat(161)]),
    enabled: random.pick([true, true, true, false, 'perhaps']),
  }
  return Object.fromEntries(Object.entries(all).filter(() => random.chance(0.25)))
}
