import type { Servers } from '../baseline/servers.ts'

interface Page {
  readonly pagination: { readonly total_pages: number }
  readonly results: readonly unknown[]
}

/** Lists that a program has to have beside groups and aliases to know which members Mailcow can deliver to. */
const furtherLists = ['/get/mailbox/all', '/get/domain/all', '/get/alias-domain/all']

/**
 * The fewest requests that tell both sides: every page of groups once and the aliases once, all at once, as how many are worked on is the
 * servers' matter.
 *
 * @param informed also who has a mailbox and which domains there are
 */
export async function readAll({ authentik, mailcow }: Servers, informed: boolean): Promise<void> {
  const page = (number: number) =>
    authentik<Page>(`/core/groups/?include_users=true&ordering=pk&page_size=100&page=${number}`)
  const groups = async () => {
    const { pagination } = await page(1)
    await Promise.all(Array.from({ length: pagination.total_pages - 1 }, (_, index) => page(index + 2)))
  }
  const lists = ['/get/alias/all', ...(informed ? furtherLists : [])]
  await Promise.all([groups(), ...lists.map((path) => mailcow(path))])
}

const lanes = 8

/** A change to make: the group that changed, its alias, and the whole list that it gets. */
export interface Edit {
  readonly group: string
  readonly alias: number
  readonly goto: string
}

/** The fewest requests that bring changes over: each group read, each alias written, nothing made sure of. */
export async function bringOver({ authentik, mailcow }: Servers, edits: readonly Edit[]): Promise<void> {
  const waiting = edits.values()
  // More at once get no more done, and those at the end would wait for longer than clients do.
  const lane = async () => {
    for (const { group, alias, goto } of waiting) {
      await authentik(`/core/groups/${group}/?include_users=true`)
      await mailcow('/edit/alias', { items: [alias], attr: { goto } })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
