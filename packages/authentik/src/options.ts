import type { RequestRecord } from '@cowherd/upstream'

/** How to read an Authentik. */
export interface AuthentikSourceOptions {
  /** Its address as people write it: with or without a slash at the end, with or without `/api/v3`. */
  readonly baseUrl: string
  /** An API token; an app password is refused by Authentik. */
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a request is repeated while Authentik is away, in milliseconds. */
  readonly patienceMs: number
  /** First pause between repeats, in milliseconds. */
  readonly pauseMs?: number | undefined
  /** `exclude` marks service accounts, which needs the permission view_user; `include` takes all accounts for people. */
  readonly serviceAccounts: 'exclude' | 'include'
  /** Whether every user is read, as a group of one besides the real groups, which needs the permission view_user; default no. */
  readonly personalGroups?: boolean | undefined
  /** Gives a name that no group and no user has, for example a UUID. */
  readonly random: () => string
  /** Entries asked for per page; default 100, more than which newer versions never give. */
  readonly pageSize?: number | undefined
  /** Requests under way at the same time; default 4. */
  readonly concurrency?: number | undefined
  /** Told of every answer and failure. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined
}

/** The setting that holds the address, for messages. */
export const baseUrlSetting = 'AK_BASE'
/** The setting that holds the token, for messages. */
export const tokenSetting = 'AK_TOKEN'
