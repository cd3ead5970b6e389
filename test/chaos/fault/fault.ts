import type { Random } from '../../whole/harness/random.ts'
import type { Site } from '../installation/site.ts'

/** Something that goes wrong for a while. */
export interface Fault {
  /** As in the table of the verdict. */
  readonly kind: string
  /** What exactly, for whoever repeats it. */
  readonly what: string
  /** Begins it; resolves when it is over. */
  happen(site: Site): Promise<void>
}

/** Draws one fault of a kind that lasts at most `mostMs`; undefined where it has no place here. */
export type FaultSource = (random: Random, site: Site, mostMs: number) => Fault | undefined
