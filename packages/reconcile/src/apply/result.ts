import type { Change } from '@cowherd/plan'

/** What became of one change. */
export interface ChangeResult {
  readonly change: Change
  readonly outcome: 'applied' | 'failed' | 'not-attempted'
  /** Alias id, once known. */
  readonly id: number | undefined
  /** Why it was not applied, and what to do. */
  readonly reason: string | undefined
}
