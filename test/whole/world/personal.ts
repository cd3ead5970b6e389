import { groupLocalPart } from './addresses.ts'
import type { World } from './world.ts'

/** Gives a user a display name and addresses of their own, some of which others want as well. */
export function nameUser(world: World, pk: number): void {
  const { company, random } = world
  const given = random.pick(['Ada', 'Béla', 'Carl', 'Dora', 'Eve'])
  const family = random.pick(['Berg', 'de Ruiter', 'Łoś', 'Miller'])
  const nick = () => {
    const own = `nick-${random.int(1, 30)}`
    const kind = random.next()
    return kind < 0.3 ? `${own}@second.example` : kind < 0.4 ? (groupLocalPart(world) ?? own) : own
  }
  company.authentik.updateUser(pk, {
    name: random.chance(0.85) ? `${given} ${family}` : given,
    attributes: random.chance(0.5) ? { nick: random.chance(0.5) ? [nick()] : [nick(), nick()] } : {},
  })
}
