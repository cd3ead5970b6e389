import { formatMarker, localPartFromName } from '@cowherd/plan'
import { membersOf } from '../oracle/members.ts'
import { groupLocalPart } from './addresses.ts'
import { groupsOf, type World } from './world.ts'

/** Aliases that are none of our business: hand made, catch-all, of other domains and owners, given back. */
export function addForeignAliases(world: World): void {
  const group = '0f0f0f0f-0000-4000-8000-00000000000f'
  const theirs = formatMarker({ owner: 'other', group })
  const ours = formatMarker({ owner: world.company.settings.owner, group })
  addAlias(world, 'hand-made@example.org', { privateComment: 'since 1999', publicComment: 'do not touch' })
  addAlias(world, 'Mixed.Case@example.org', { goto: 'Anna@Partner.example,carl@partner.example' })
  addAlias(world, '@second.example', {})
  addAlias(world, 'info@relay.example', { active: 0 })
  addAlias(world, 'shadow@alias.example', { internal: 1 })
  addAlias(world, 'theirs@example.org', { privateComment: theirs })
  addAlias(world, 'both@example.org', { privateComment: `${ours} and ${theirs}` })
  addAlias(world, 'released@example.org', { privateComment: 'cowherd released' })
  addAlias(world, 'hole@example.org', { goto: 'null@localhost' })
}

/** A hand-made alias; where the address is taken, nothing. */
export function addAlias(
  { company }: World,
  address: string,
  fields: Omit<Parameters<typeof company.mailcow.addAlias>[0], 'address' | 'goto'> & { goto?: string },
): number | undefined {
  try {
    return company.mailcow.addAlias({ goto: 'somebody@partner.example', ...fields, address })
  } catch {
    return undefined
  }
}

/** A hand-made alias at an address that some group wants: of any kind that may stand there. */
export function addInTheWay(world: World, local = groupLocalPart(world)): number | undefined {
  const { random } = world
  if (local === undefined) return undefined
  const wanting = groupsOf(world).find(({ name }) => localPartFromName(name) === local)
  const goto = wanting ? [...membersOf(world.facts(), wanting.id, undefined)].join(',') : ''
  return addAlias(world, `${local}@example.org`, {
    ...(goto !== '' && random.chance(0.6) ? { goto } : {}),
    active: random.chance(0.8) ? 1 : 0,
    sogoVisible: random.int(0, 1),
    privateComment: random.pick([
      '',
      'by hand\nsince 2019',
      'cowherd released',
      'cowherd owner=other group=0f0f0f0f-0000-4000-8000-00000000000f',
    ]),
  })
}
