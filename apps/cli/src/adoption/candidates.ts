import { type Alias, isReleased, ownersIn } from '@cowherd/plan'
import type { Survey } from '../explanation/survey.ts'

/** Aliases that stand at an address that a group wants and are not ours. */
export interface Candidates {
  /** Addresses to adopt. */
  readonly adoptable: readonly string[]
  /** Why some of them are not adopted unless named, or not at all. */
  readonly notes: readonly string[]
}

/** Finds them, in order of address. What was given back by hand or belongs to another owner is left. */
export function findCandidates(survey: Survey): Candidates {
  const adoptable: string[] = []
  const notes: string[] = []
  for (const alias of wantedAliases(survey)) {
    const owners = ownersIn(alias.privateComment)
    if (owners.length > 0) {
      notes.push(`${alias.address} is left: it belongs to the Cowherd installation ${owners.join(', ')}.`)
    } else if (isReleased(alias.privateComment)) {
      notes.push(
        `${alias.address} is left: it was released. Take it back with: cowherd adopt ${alias.address}`,
      )
    } else adoptable.push(alias.address)
  }
  return { adoptable, notes }
}

function wantedAliases({ state, reading }: Survey): Alias[] {
  const wanted = new Set([...state.living.values()].flatMap(({ address }) => address ?? []))
  const ours = new Set(state.owned.map(({ alias }) => alias.id))
  return reading.target.aliases
    .filter(({ id, address }) => wanted.has(address) && !ours.has(id))
    .sort((a, b) => (a.address < b.address ? -1 : 1))
}
