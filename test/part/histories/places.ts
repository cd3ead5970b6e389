import { localPartOf } from '@cowherd/plan'
import type { World } from '../../whole/world/world.ts'

/**
 * Addresses where mail is or was delivered by an alias that is not ours. When such an alias comes or goes, no event tells so of the people
 * in lists who get their mail by it: who is in a list is taken to be reached until the next sweep.
 */
export interface Places {
  /** Call after whatever changes aliases. */
  note(): void
  has(address: string): boolean
}

/** Watches the aliases of a world. */
export function watchPlaces({ company }: World): Places {
  const { owner } = company.settings
  const locals = new Set<string>()
  return {
    note() {
      for (const { address, privateComment } of company.mailcow.aliases()) {
        const isOurs =
          privateComment?.includes(`cowherd owner=${owner} `) && !privateComment.includes('role=adopted')
        if (!isOurs) locals.add(localPartOf(address.toLowerCase()))
      }
    },
    // An alias domain shows the aliases of the domain that it stands for.
    has: (address) => locals.has(localPartOf(address)),
  }
}
