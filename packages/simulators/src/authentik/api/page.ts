import type { Version } from '../model.ts'
import { refuse } from './answer.ts'

/** One page of a list, in the shape of the API without its results. */
export interface Page<Entry> {
  readonly entries: readonly Entry[]
  readonly pagination: {
    readonly next: number
    readonly previous: number
    readonly count: number
    readonly current: number
    readonly total_pages: number
    readonly start_index: number
    readonly end_index: number
  }
}

/** `page_size` as the server takes it: anything but a positive number is the default; 2026.8 cuts it to 100. */
function readPageSize(query: URLSearchParams, version: Version): number {
  const asked = /^\d+$/.test(query.get('page_size') ?? '') ? Number(query.get('page_size')) : 0
  if (version === '2026.8') return asked === 0 ? 20 : Math.min(asked, 100)
  return asked === 0 ? 100 : asked
}

/**
 * Cuts one page.
 *
 * @throws Refusal 404 where the page does not exist
 */
export function cutPage<Entry>(
  entries: readonly Entry[],
  query: URLSearchParams,
  version: Version,
): Page<Entry> {
  const size = readPageSize(query, version)
  const pages = Math.max(1, Math.ceil(entries.length / size))
  const asked = query.get('page') ?? '1'
  const current = asked === 'last' ? pages : /^\d+$/.test(asked) ? Number(asked) : 0
  if (current < 1 || current > pages) throw refuse(404, 'Invalid page.')
  const start = (current - 1) * size
  const end = Math.min(start + size, entries.length)
  return {
    entries: entries.slice(start, end),
    pagination: {
      next: current < pages ? current + 1 : 0,
      previous: current - 1,
      count: entries.length,
      current,
      total_pages: pages,
      start_index: entries.length === 0 ? 0 : start + 1,
      end_index: end,
    },
  }
}
