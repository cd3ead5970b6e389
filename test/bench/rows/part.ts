import type { Findings } from '../results/model.ts'
import type { BenchPlace } from '../service/place.ts'

/** How much is measured. */
export interface Extent {
  /** Sizes of companies without nesting, in groups, smallest first. */
  readonly groups: readonly number[]
  /** Direct memberships of the nested company; 0 for none. */
  readonly nested: number
  /** Changes, one after another. */
  readonly single: number
  /** Changes at once. */
  readonly burst: number
  readonly webhooks: number
  /** Runs of everything of which the middle one counts. */
  readonly repeat: number
  /** What latencies of the servers are multiplied by. */
  readonly scale: number
}

/** A part of the bench. */
export type Part = (places: readonly BenchPlace[], extent: Extent) => Promise<Findings>
