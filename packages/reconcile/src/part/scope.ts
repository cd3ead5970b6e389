import { personalGroupId } from '@cowherd/directory'

/** What a run is asked to look at. */
export interface PartRequest {
  /** Group ids; true where the group's deletion was reported. */
  readonly groups: ReadonlyMap<string, boolean>
  readonly users: ReadonlySet<number>
}

/**
 * Ids of the groups whose deletion was reported, and of the groups of one of all users: where one of them is not there any more, that is
 * what was reported.
 */
export function deletedIn({ groups, users }: PartRequest): Set<string> {
  const deleted = [...groups].flatMap(([id, isDeleted]) => (isDeleted ? [id] : []))
  return new Set([...deleted, ...[...users].map(personalGroupId)])
}

/** Why a run has to look at everything instead. */
export type WideningCause =
  /** there is no memory of a whole reading, it has a gap, or what the last writes did is not known */
  | 'no-memory'
  /** a group is not there and nobody reported its deletion */
  | 'vanished-group'
  /** a domain of the target is not there any more */
  | 'vanished-domain'
  /** so many lists are concerned that reading the whole target is cheaper */
  | 'too-many-groups'
  /** so many people are new in lists that reading all mailboxes is cheaper */
  | 'too-many-addresses'

/** Thrown inside a run over a part: everything has to be looked at. */
export class WideningError extends Error {
  override readonly name = 'WideningError'
  readonly reason: WideningCause

  constructor(reason: WideningCause) {
    super(`everything has to be read: ${reason}`)
    this.reason = reason
  }
}
