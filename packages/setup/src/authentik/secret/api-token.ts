import type { SetupApi } from '../api/api.ts'
import { keyEntry } from '../api/schemas.ts'
import { readBody } from '../api/walk.ts'
import { objectPath } from '../objects/endpoints.ts'

/** What becomes of the token that Cowherd reads with. */
export type TokenDecision =
  /** the one that is there, or that is made, stays */
  | 'kept'
  /** a second one is made, for Cowherd to use from its next start */
  | 'begun'
  /** the second one is there and Cowherd does not use it yet */
  | 'waiting'
  /** Cowherd uses the second one: the first goes, and the second takes its name */
  | 'finished'

/** What is known of the token. */
export interface TokenSituation {
  /** The value of AK_TOKEN. */
  readonly used: string | undefined
  /** Whether the token that is to be used is there. */
  readonly current: boolean
  /** Key of the token that is to take its place. */
  readonly next: string | undefined
  readonly rotate: boolean
}

/** Decides about the token. A change takes two turns, between which both hold, so that Cowherd never reads in vain. */
export function decideToken({ used, current, next, rotate }: TokenSituation): TokenDecision {
  if (next === undefined) return rotate && current ? 'begun' : 'kept'
  // The first of two writes of an earlier change was made.
  if (!current) return 'finished'
  if (!rotate) return 'kept'
  return used === next ? 'finished' : 'waiting'
}

/** The key of a token; undefined where there is no such token. Authentik notes in its event log that it was looked at. */
export async function readTokenKey(api: SetupApi, identifier: string): Promise<string | undefined> {
  const path = `${objectPath('token', identifier)}view_key/`
  const answer = await api.get(path)
  return answer.status === 404 ? undefined : readBody(`GET ${path}`, answer, keyEntry).key
}
