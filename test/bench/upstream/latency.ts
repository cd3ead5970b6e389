/** One request, as far as its time depends on it. */
export interface Asked {
  readonly side: 'source' | 'target'
  readonly method: string
  /** Path below the API's root, with query. */
  readonly path: string
  readonly body: string
}

/** How much both servers hold. */
export interface Stock {
  readonly groups: number
  readonly mailboxes: number
  readonly aliases: number
}

/**
 * Requests that each server works on at the same time: two API workers of Authentik, and a Mailcow on two cores, where four and eight
 * parallel writes get no more done than two.
 */
export const serverWorkers = { source: 2, target: 2 } as const

/** Milliseconds that the real servers take for a request, as measured on two cores with SOGo's address book on. */
export function latencyOf(asked: Asked, stock: Stock): number {
  return asked.side === 'source' ? authentikMs(asked, stock) : mailcowMs(asked, stock)
}

function authentikMs({ path }: Asked, { groups }: Stock): number {
  const { pathname, searchParams } = new URL(path, 'http://authentik')
  if (!pathname.endsWith('/core/groups/')) return searchParams.has('groups_by_pk') ? 110 : 40
  if (searchParams.has('search')) return 40
  const entries = Math.min(Number(searchParams.get('page_size') ?? 100), 100, groups)
  // A page of 100 takes 200 ms with its members, 100 ms without.
  return 20 + entries * (searchParams.get('include_users') === 'false' ? 0.8 : 1.8)
}

function mailcowMs({ method, path, body }: Asked, { aliases, mailboxes }: Stock): number {
  if (method === 'POST') return 30 + 35 * membersIn(body)
  if (path.includes('/get/alias/all')) return Math.max(14, 0.7 * aliases)
  if (path.includes('/get/mailbox/all')) return Math.max(14, 2.4 * mailboxes)
  if (path.includes('/get/alias/') || path.includes('/get/mailbox/')) return 14
  return path.includes('/get/status/') ? 7 : 50
}

/** Mailcow renews the address book once for each member of the list that is written. */
function membersIn(body: string): number {
  const list = /"goto"\s*:\s*"([^"]*)"/.exec(body)?.[1]
  return list === undefined ? 20 : list.split(',').length
}
