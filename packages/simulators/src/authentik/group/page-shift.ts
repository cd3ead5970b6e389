/**
 * Acts out that the list of groups changes while someone walks its pages. Hits alternate: with the first the list's
 * first group has vanished (the entries move forward, one is missed, the count is one smaller), with the second a group
 * was inserted before it (the last entry of the page before appears again, the count is one larger), and so on.
 */
export interface PageShift {
  /**
   * The list that a page is cut from. A hit on page 1 shows from page 2 on, a hit on another page from that one on,
   * both until the same walk asks for page 1 again.
   *
   * @param walk what all pages of one walk have in common
   */
  apply<Entry>(entries: readonly Entry[], walk: string, page: number, hit: boolean): readonly Entry[]
}

/** Makes a shift with no walk under way. */
export function createPageShift(): PageShift {
  const walks = new Map<string, { readonly inserts: boolean; readonly from: number }>()
  let hits = 0
  return {
    apply(entries, walk, page, hit) {
      if (page <= 1) walks.delete(walk)
      if (hit) {
        hits += 1
        walks.set(walk, { inserts: hits % 2 === 0, from: Math.max(2, page) })
      }
      const shift = walks.get(walk)
      if (!shift || page < shift.from) return entries
      return shift.inserts ? [...entries.slice(0, 1), ...entries] : entries.slice(1)
    },
  }
}
