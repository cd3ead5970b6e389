import { formatMarker, type Marker } from '../marker/marker.ts'
import type { Alias, TargetState } from '../target/model.ts'
import { groupId } from './people.ts'

/** The address of the n-th person. */
export function addressOf(n: number): string {
  return `u${n}@example.org`
}

/** A person's alias: active, without a marker; members by number or by address. */
export function aliasOf(
  id: number,
  address: string,
  members: readonly (number | string)[] = [1],
  facts: Partial<Alias> & { readonly active?: boolean } = {},
): Alias {
  const { active = true, ...rest } = facts
  return {
    id,
    address,
    goto: members.map((member) => (typeof member === 'number' ? addressOf(member) : member)),
    flags: { active, internal: false, senderAllowed: false, sogoVisible: true },
    privateComment: '',
    publicComment: '',
    modified: '2026-11-24 08:39:59',
    ...rest,
  }
}

/** An alias of owner `main` for the n-th group. */
export function ownedOf(
  id: number,
  address: string,
  n: number,
  members: readonly (number | string)[] = [1],
  facts: Partial<Marker> & { readonly active?: boolean; readonly words?: string } = {},
): Alias {
  const { active = true, words = '', ...marker } = facts
  const privateComment = words + formatMarker({ owner: 'main', group: groupId(n), ...marker })
  return aliasOf(id, address, members, { active, privateComment })
}

/** A target that serves example.org with the mailboxes u1 to u50, and room for aliases. */
export function targetOf(aliases: readonly Alias[], facts: Partial<TargetState> = {}): TargetState {
  return {
    aliases,
    domains: [domainNamed('example.org')],
    aliasDomains: [],
    mailboxes: mailboxesTo(50),
    absentFlags: [],
    ...facts,
  }
}

/** A served domain. */
export function domainNamed(
  name: string,
  facts: Partial<TargetState['domains'][number]> = {},
): TargetState['domains'][number] {
  return { name, active: true, relay: false, aliasesLeft: 1_000_000, ...facts }
}

/** The mailboxes of the persons 1 to last. */
export function mailboxesTo(last: number): TargetState['mailboxes'] {
  return Array.from({ length: last }, (_, index) => ({ address: addressOf(index + 1), receives: true }))
}
