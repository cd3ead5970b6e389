import type { Change } from '../difference/change.ts'
import { digest } from './digest.ts'
import { type HoldReason, holdsAddress } from './reason.ts'

const message = 'it was held before, and nobody has approved it'

/** The names under which a held change is remembered: of its address, or else of the members it waits to take out. No addresses. */
export function holdNames(change: Change, reasons: readonly HoldReason[]): string[] {
  // Whoever could not be found for the first time may be back in the next run.
  if (change.unconfirmed) return []
  const name = holdsAddress(reasons) ? addressName(change) : undefined
  return name === undefined ? memberNames(change) : [name]
}

/**
 * Reasons to hold what was held before. What is held stays so until a person decides or nobody wants it any more: the shares of what
 * has grown meanwhile must not let it pass. Where most of it is not wanted any more, the reader was at fault, and the rest is judged
 * anew. Of addresses only a plan for everything can tell; of the members of one alias, every plan that changes it.
 *
 * @param before names of all that was held, also of what these changes have nothing to do with
 * @param isPart whether the changes are those of a part
 */
export function stillHeld(
  changes: readonly Change[],
  before: ReadonlySet<string>,
  isPart: boolean,
): Map<Change, HoldReason> {
  const still = new Map<Change, HoldReason>()
  if (before.size === 0) return still
  const counts = countByPrefix(before)
  const addresses = changes.filter((change) => before.has(addressName(change) ?? ''))
  if (isPart || addresses.length * 2 > (counts.get('address') ?? 0)) {
    for (const change of addresses) still.set(change, { code: 'still-held-address', message })
  }
  for (const change of changes) {
    const members = memberNames(change).filter((name) => before.has(name)).length
    if (members > 0 && members * 2 > (counts.get(`${change.id} member`) ?? 0) && !still.has(change)) {
      still.set(change, { code: 'still-held-members', message })
    }
  }
  return still
}

function addressName({ id, address, after, takesAddressAway, action }: Change): string | undefined {
  const concerned = takesAddressAway || action === 'delete' || action === 'create' || action === 'adopt'
  return concerned
    ? `address ${id ?? digest(address)} ${digest([after?.address, after?.flags.active])}`
    : undefined
}

function memberNames({ id, remove }: Change): string[] {
  return remove.map((member) => `${id} member ${digest(member)}`)
}

/** How many names there are of addresses, and of the members of each alias. */
function countByPrefix(names: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) {
    const [first = '', second = ''] = name.split(' ')
    const prefix = first === 'address' ? first : `${first} ${second}`
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  }
  return counts
}
