import { mapConcurrently, UpstreamError } from '@cowherd/upstream'
import type { Page } from './schemas.ts'
import { notWhole } from './wholeness.ts'

/** How to walk over a list. */
export interface Walk<Entry> {
  /** Name of the entries, in the plural, for messages. */
  readonly what: string
  readonly readPage: (page: number, signal?: AbortSignal) => Promise<Page<Entry>>
  readonly idOf: (entry: Entry) => string | number
  /** Pages under way at the same time. */
  readonly concurrency: number
  /** Told after each page how many there are. */
  readonly onPage?: (total: number) => void
}

/** More than any directory has. */
const pagesMax = 100_000

/**
 * All entries of a list, in the order of the pages, which must announce each other, add up and repeat nothing.
 *
 * @throws UpstreamError `not-whole` where they do not, or where a page has gone
 */
export async function walkPages<Entry>(walk: Walk<Entry>): Promise<Entry[]> {
  const first = await walk.readPage(1)
  const total = first.pagination.total_pages
  assertFits(walk.what, first, first, 1)
  walk.onPage?.(total)
  const numbers = Array.from({ length: total - 1 }, (_, index) => index + 2)
  const others = await mapConcurrently(numbers, walk.concurrency, async (number, signal) => {
    const page = await readLaterPage(walk, number, signal)
    assertFits(walk.what, first, page, number)
    walk.onPage?.(total)
    return page.results
  })
  const entries = [first.results, ...others].flat()
  assertComplete(walk, entries, first.pagination.count)
  return entries
}

async function readLaterPage<Entry>(walk: Walk<Entry>, number: number, signal: AbortSignal) {
  try {
    return await walk.readPage(number, signal)
  } catch (error) {
    // A list that became shorter ends in "Invalid page.".
    if (error instanceof UpstreamError && error.status === 404) {
      throw notWhole(`page ${number} of the ${walk.what} was announced and has gone`)
    }
    throw error
  }
}

function assertFits(what: string, first: Page<unknown>, page: Page<unknown>, number: number): void {
  const { count, total_pages: total } = first.pagination
  const { pagination } = page
  const next = number < total ? number + 1 : 0
  if (number === 1 && total !== Math.max(1, Math.ceil(count / Math.max(1, first.results.length)))) {
    throw notWhole(`page 1 has ${first.results.length} of ${count} ${what} and announces ${total} pages`)
  }
  if (total > pagesMax) throw notWhole(`${total} pages of ${what} are announced, more than there can be`)
  if (pagination.count !== count || pagination.total_pages !== total) {
    throw notWhole(`page 1 speaks of ${count} ${what}, page ${number} of ${pagination.count}`)
  }
  if (pagination.current !== number || pagination.next !== next) {
    throw notWhole(
      `page ${number} of the ${what} calls itself ${pagination.current} and the next one ${pagination.next}`,
    )
  }
}

function assertComplete<Entry>(walk: Walk<Entry>, entries: readonly Entry[], count: number): void {
  if (entries.length !== count) throw notWhole(`${count} ${walk.what} were announced, ${entries.length} came`)
  const distinct = new Set(entries.map(walk.idOf)).size
  if (distinct !== count) throw notWhole(`${count - distinct} of the ${walk.what} came twice`)
}
