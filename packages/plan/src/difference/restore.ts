import type { Alias } from '../target/model.ts'
import { buildChange } from './build.ts'
import type { Change } from './change.ts'
import { contentOf } from './content.ts'

/** What tells a saved list of aliases from the target as it is now. */
export interface Differences {
  /** Bring the saved aliases back: made anew where they are missing, written where they differ. */
  readonly changes: readonly Change[]
  /** Aliases that came since. They are only shown. */
  readonly added: readonly Alias[]
}

/** Compares saved aliases with the present ones, by address: an alias that was made again has another id. */
export function compareSaved(saved: readonly Alias[], present: readonly Alias[]): Differences {
  const byAddress = new Map(present.map((alias) => [alias.address, alias]))
  const known = new Set(saved.map(({ address }) => address))
  return {
    changes: saved.flatMap((alias) => {
      const change = buildChange({
        group: { id: '', name: null },
        current: byAddress.get(alias.address),
        after: contentOf(alias),
        why: 'differs from the saved alias',
      })
      return change ? [change] : []
    }),
    added: present.filter(({ address }) => !known.has(address)),
  }
}
