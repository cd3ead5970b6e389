import type { Change } from '../difference/change.ts'
import { digest } from './digest.ts'
import { type HoldReason, holdsAddress, holdsMembers } from './reason.ts'

/** The names under which what a held change takes away is remembered. They hold no address. */
export function holdNames(change: Change, reasons: readonly HoldReason[]): string[] {
  return [
    ...(holdsAddress(reasons) ? addressNames(change) : []),
    ...(holdsMembers(reasons) ? memberNames(change) : []),
  ]
}

/**
 * Why a change is held because it was held before. What is held stays so until a person decides or nobody wants it any more: shares of
 * a list that has grown meanwhile must not let it pass.
 */
export function stillHeld(change: Change, before: ReadonlySet<string>): HoldReason[] {
  if (before.size === 0) return []
  const message = 'it was held before, and nobody has approved it'
  const reasons: HoldReason[] = []
  if (addressNames(change).some((name) => before.has(name)))
    reasons.push({ code: 'still-held-address', message })
  if (memberNames(change).some((name) => before.has(name)))
    reasons.push({ code: 'still-held-members', message })
  return reasons
}

function addressNames({ id, address, after, takesAddressAway, action }: Change): string[] {
  const concerned = takesAddressAway || action === 'delete' || id === undefined || action === 'adopt'
  return concerned
    ? [`${id ?? digest(address)} address ${digest([after?.address, after?.flags.active])}`]
    : []
}

function memberNames({ id, remove }: Change): string[] {
  return remove.map((member) => `${id} member ${digest(member)}`)
}
