import type { Holdings } from '../target/owned.ts'
import type { Claims } from './claims.ts'

/** Where a chain of groups that follow each other into their addresses ends. */
export type ChainEnd =
  /** at an address where nothing stands: all of them are renamed, the last one first */
  | { readonly kind: 'vacant' }
  /** at an alias that is taken over: all of them write to the alias that stands there */
  | { readonly kind: 'in-place' }
  /** where it began: they exchange the contents of their aliases; the number tells exchanges apart */
  | { readonly kind: 'exchange'; readonly number: number }

/** The end of every granted group's chain, by group id. */
export function chainEnds(claims: Claims, holdings: Holdings): Map<string, ChainEnd> {
  const ends = new Map<string, ChainEnd>()
  for (const start of claims.granted.keys()) {
    const path: string[] = []
    let id = start
    let end = ends.get(id)
    while (!end) {
      path.push(id)
      const site = claims.granted.get(id)
      if (site?.kind === 'occupied') {
        id = site.group
        end = id === start ? exchangeOf(path, holdings) : ends.get(id)
      } else end = { kind: site?.kind === 'vacant' ? 'vacant' : 'in-place' }
    }
    for (const member of path) ends.set(member, end)
  }
  return ends
}

function exchangeOf(groups: readonly string[], { current }: Holdings): ChainEnd {
  const ids = groups.flatMap((group) => current.get(group)?.alias.id ?? [])
  return { kind: 'exchange', number: ids.reduce((least, id) => Math.min(least, id)) }
}
