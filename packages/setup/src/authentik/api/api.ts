import type { Query } from '@cowherd/upstream'

/** How a change is sent. */
export type WriteMethod = 'POST' | 'PATCH' | 'DELETE'

/** An answer with a status below 300, or 404, or the 500 that tells that a test of a transport did not arrive. */
export interface ApiAnswer {
  readonly status: number
  readonly text: string
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown
}

/** Authentik's API as an administrator has it. Paths begin with a slash and end with one. */
export interface SetupApi {
  /** Reads. Throws UpstreamError for any status but 200 and 404. */
  get(path: string, query?: Query): Promise<ApiAnswer>
  /**
   * Writes, once. Throws UpstreamError: `outcome-unknown` where no answer came, `no-permission`, `bad-token`, and `rejected`
   * with the names of the fields that were refused.
   */
  send(method: WriteMethod, path: string, body?: object): Promise<ApiAnswer>
}
