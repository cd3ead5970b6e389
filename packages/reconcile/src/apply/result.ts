import type { Change } from '@cowherd/plan'

/** What became of one change. */
export interface ChangeResult {
  readonly change: Change
  /** `superseded`: a newer reading has decided about this alias meanwhile, or is to decide. */
  readonly outcome: 'applied' | 'failed' | 'not-attempted' | 'superseded'
  /** Alias id, once known. */
  readonly id: number | undefined
  /** Why it was not applied, and what to do. */
  readonly reason: string | undefined
  /** It was sent, is not proven to be done, and may have had an effect all the same, or have one yet. */
  readonly uncertain: boolean
}

/** A change that is proven to be done. */
export function applied(change: Change, id: number | undefined): ChangeResult {
  return { change, outcome: 'applied', id, reason: undefined, uncertain: false }
}

/** A change that was tried. */
export function failed(change: Change, reason: string, { uncertain = false } = {}): ChangeResult {
  return { change, outcome: 'failed', id: change.id, reason, uncertain }
}

/** A change that was not even begun. */
export function notAttempted(change: Change, reason: string): ChangeResult {
  return { change, outcome: 'not-attempted', id: change.id, reason, uncertain: false }
}

/** A change of an older reading, left out because a newer one decides about the same alias. */
export function superseded(change: Change): ChangeResult {
  return {
    change,
    outcome: 'superseded',
    id: change.id,
    reason: 'a newer reading decides about it',
    uncertain: false,
  }
}
