/** Part of a long list. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly total: number
}

/** So many lines stand on one page. */
const pageSize = 50

/** One page of a list; a page that is not there is the nearest one that is. */
export function pageOf<Item>(all: readonly Item[], wanted: number, size = pageSize): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const page = Math.min(Math.max(1, Number.isInteger(wanted) ? wanted : 1), pages)
  return { items: all.slice((page - 1) * size, page * size), page, pages, total: all.length }
}

/** Whether every word of a search stands in one of the texts, whatever the case. */
export function matches(search: string, texts: readonly (string | null | undefined)[]): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const found = texts.map((text) => text?.toLowerCase() ?? '').join('\n')
  return words.every((word) => found.includes(word))
}
