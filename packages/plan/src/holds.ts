import type { Directory } from '@cowherd/directory'
import type { DesiredAlias } from './desired/desired.ts'
import { contentOf, minus, receivers } from './difference/content.ts'
import { listAsPeople } from './difference/part-lists.ts'
import type { Warning } from './notice.ts'
import type { Holdings, OwnedAlias } from './target/owned.ts'

/** Who put an alias on hold, and why, where that is remembered. */
export interface AliasHold {
  readonly by: string
  readonly reason: string
}

/** An alias of ours that a person keeps as it is, and what that does to its people. */
export interface HeldStill {
  readonly slot: OwnedAlias
  /** As the marker has it, `YYYY-MM-DDTHH:MMZ`. */
  readonly since: string
  readonly hold: AliasHold | undefined
  /** Get its mail although its group does not have them. */
  readonly leavers: readonly string[]
  /** Do not get its mail although its group has them. */
  readonly waiting: readonly string[]
}

/** The aliases on hold, by address. */
export function aliasesOnHold(
  living: ReadonlyMap<string, DesiredAlias>,
  holdings: Holdings,
  holds: ReadonlyMap<number, AliasHold>,
): HeldStill[] {
  return [...holdings.byAliasId.values()]
    .flatMap((slot): HeldStill[] => {
      const { alias, marker } = slot
      if (!marker.hold) return []
      const key = holdings.keyOf.get(alias.id)
      const wanted = (key === undefined ? undefined : living.get(key)?.members) ?? []
      const list = listAsPeople(receivers(contentOf(alias)), marker.group, holdings)
      const about = { slot, since: marker.hold, hold: holds.get(alias.id) }
      return [{ ...about, leavers: minus(list, wanted), waiting: minus(wanted, list) }]
    })
    .sort((a, b) => (a.slot.alias.address < b.slot.alias.address ? -1 : 1))
}

/** Since when, by whom and why an alias is on hold. */
export function holdText({ since, hold }: Pick<HeldStill, 'since' | 'hold'>, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(since)) / 86_400_000)
  const age = days < 1 ? 'less than a day' : `${days} ${days === 1 ? 'day' : 'days'}`
  return `on hold since ${since} (${age})${hold ? `, by ${hold.by}: ${hold.reason}` : ''}`
}

/** What somebody who looks at a plan must know of the aliases on hold. */
export function holdWarnings(holds: readonly HeldStill[], directory: Directory, now: Date): Warning[] {
  return holds.flatMap((one) => {
    const { address } = one.slot.alias
    const id = one.slot.marker.group
    const about = { address, group: { id, name: directory.groups.get(id)?.name ?? null } }
    const warnings: Warning[] = [
      {
        ...about,
        code: 'on-hold',
        message: `${address} is ${holdText(one, now)}. It stays as it is${one.waiting.length > 0 ? `, and ${named(one.waiting)} do not receive its mail` : ''}; end the hold with: cowherd hold ${address} --end`,
      },
    ]
    if (one.leavers.length > 0) {
      warnings.push({
        ...about,
        code: 'on-hold-leavers',
        message: `${address} is on hold and goes on reaching people who are not in its group: ${named(one.leavers)}.`,
      })
    }
    return warnings
  })
}

function named(people: readonly string[]): string {
  const shown = 5
  const rest = people.length - shown
  return `${people.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
