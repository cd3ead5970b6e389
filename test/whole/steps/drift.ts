import type { Owned } from '../oracle/ownership.ts'
import { ownedOf, type World } from '../world/world.ts'
import type { Step } from './step.ts'

type Edit = (world: World, owned: Owned) => void

/** What people do by hand to aliases of ours. */
const edits: readonly Edit[] = [
  ({ company }, { alias }) =>
    company.mailcow.editAlias(alias.id, {
      goto: [...alias.goto.split(',').slice(0, 1000), 'stranger@partner.example'],
    }),
  ({ company, random }, { alias }) =>
    company.mailcow.editAlias(alias.id, { goto: random.pick(alias.goto.split(',')).toUpperCase() }),
  ({ company }, { alias }) => company.mailcow.editAlias(alias.id, { goto: 'stranger@partner.example' }),
  ({ company }, { alias }) => company.mailcow.editAlias(alias.id, { active: alias.active === 0 }),
  ({ company }, { alias }) =>
    company.mailcow.editAlias(alias.id, { senderAllowed: true, internal: true, sogoVisible: false }),
  ({ company, serial }, { alias }) =>
    company.mailcow.editAlias(alias.id, { address: `renamed-${serial()}@example.org` }),
  ({ company }, { alias }) =>
    company.mailcow.editAlias(alias.id, {
      privateComment: `ask Anna\n${alias.privateComment}\nbefore you touch this`,
      publicComment: 'by hand',
    }),
  ({ company }, { alias }) => company.mailcow.editAlias(alias.id, { privateComment: 'the marker is gone' }),
]

/** What people do to aliases of ours. */
export const driftSteps: Readonly<Record<string, Step>> = {
  drift(world) {
    const [owned] = world.random.some(ownedOf(world), 1)
    if (!owned) return false
    world.random.pick(edits)(world, owned)
    return true
  },
  'delete alias by hand'(world) {
    const [owned] = world.random.some(ownedOf(world), 1)
    if (!owned) return false
    world.company.mailcow.removeAlias(owned.alias.id)
    return true
  },
  'copy of a marker'(world) {
    const [owned] = world.random.some(ownedOf(world), 1)
    if (!owned || world.random.chance(0.5)) return false
    world.company.mailcow.addAlias({
      address: `copy-${world.serial()}@example.org`,
      goto: owned.alias.goto,
      privateComment: owned.alias.privateComment ?? '',
    })
    return true
  },
}
