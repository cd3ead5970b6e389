import type { GroupSnapshot } from '@cowherd/simulators'
import type { World } from './world.ts'

/** Attributes of a group: mostly none that concern mail. */
export function randomAttributes(world: World): GroupSnapshot['attributes'] {
  const { random } = world
  const roll = random.next()
  if (roll < 0.8) return random.chance(0.2) ? { notes: 'people’s own' } : {}
  if (roll < 0.84) return { cowherd: { enabled: true } }
  if (roll < 0.88) return { cowherd: { enabled: false } }
  if (roll < 0.91) return { cowherd: { enabled: random.pick(['perhaps', 7, [true]]) } }
  if (roll < 0.92) return { cowherd: 'yes please' }
  return { cowherd: { address: randomAddress(world) } }
}

function randomAddress(world: World): string {
  const local = `list-${world.serial()}`
  return world.random.pick([
    local,
    `${local}@second.example`,
    `${local}@alias.example`,
    'support',
    `${local}@elsewhere.example`,
  ])
}
