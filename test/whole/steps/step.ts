import type { World } from '../world/world.ts'

/** Something that happens between two runs. Tells whether it could happen. */
export type Step = (world: World) => boolean
