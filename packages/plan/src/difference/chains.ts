import type { Holdings } from '../target/owned.ts'
import type { Claims } from './claims.ts'

/** Where a chain of aliases that follow each other into their addresses ends. */
export type ChainEnd =
  /** at an address where nothing stands: all of them are renamed, the last one first */
  | { readonly kind: 'vacant' }
  /** at an alias that is taken over: all of them write to the alias that stands there */
  | { readonly kind: 'in-place' }
  /** where it began: they exchange the contents of their aliases; the number tells exchanges apart */
  | { readonly kind: 'exchange'; readonly number: number }

/** The end of every granted alias's chain, by key. */
export function chainEnds(claims: Claims, holdings: Holdings): Map<string, ChainEnd> {
  const ends = new Map<string, ChainEnd>()
  for (const start of claims.granted.keys()) {
    const path: string[] = []
    let key = start
    let end = ends.get(key)
    while (!end) {
      path.push(key)
      const site = claims.granted.get(key)
      if (site?.kind === 'occupied') {
        key = site.key
        end = key === start ? exchangeOf(path, holdings) : ends.get(key)
      } else end = { kind: site?.kind === 'vacant' ? 'vacant' : 'in-place' }
    }
    for (const member of path) ends.set(member, end)
  }
  return ends
}

function exchangeOf(keys: readonly string[], { current }: Holdings): ChainEnd {
  const ids = keys.flatMap((key) => current.get(key)?.alias.id ?? [])
  return { kind: 'exchange', number: ids.reduce((least, id) => Math.min(least, id)) }
}
