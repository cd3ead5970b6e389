import { domainOf, localPartOf } from '../address/address.ts'
import type { AliasContent, Change } from '../difference/change.ts'
import { contentOf, sameContent } from '../difference/content.ts'
import { ownMarker } from '../marker/marker.ts'
import type { Alias, TargetState } from '../target/model.ts'

/** What a target's rules, or the promise to leave other people's aliases alone, do not allow. */
export class ForbiddenStepError extends Error {}

/**
 * The target after these changes were made one by one in their order, by Mailcow's rules: an address is unique and no mailbox's,
 * a list is never empty and fits its column, a domain has room.
 *
 * @throws ForbiddenStepError at the first step that is not allowed
 */
export function applyChanges(state: TargetState, changes: readonly Change[], owner: string): TargetState {
  return changes.reduce((now, change) => applyChange(now, change, owner), state)
}

function applyChange(state: TargetState, change: Change, owner: string): TargetState {
  const forbid = (why: string): never => {
    throw new ForbiddenStepError(`${change.action} ${change.id ?? 'new'} ${change.address}: ${why}`)
  }
  const { after } = change
  if (change.id === undefined) {
    if (!after) return forbid('nothing to make')
    checkAddress(state, after.address, forbid)
    checkMembers(after, forbid)
    if (Buffer.byteLength(after.privateComment) > 160) forbid('comment_too_long')
    const room = servingDomain(state, after.address)
    if (room?.aliasesLeft === 0) forbid('max_alias_exceeded')
    const id = Math.max(0, ...state.aliases.map((alias) => alias.id)) + 1
    const alias: Alias = { ...toAlias(after), id, modified: '' }
    return withRoom({ ...state, aliases: [...state.aliases, alias] }, after.address, -1)
  }

  const alias = state.aliases.find(({ id }) => id === change.id) ?? forbid('alias_invalid')
  if (!change.before || !sameContent(contentOf(alias), change.before)) forbid('not as it was read')
  if (change.action !== 'adopt' && !ownMarker(alias.privateComment, owner)) forbid('not ours')
  const others = state.aliases.filter(({ id }) => id !== change.id)
  if (!after) return withRoom({ ...state, aliases: others }, alias.address, 1)
  if (after.address !== alias.address) checkAddress({ ...state, aliases: others }, after.address, forbid)
  if (!sameMembers(contentOf(alias), after)) checkMembers(after, forbid)
  return { ...state, aliases: [...others, { ...alias, ...toAlias(after) }].sort((a, b) => a.id - b.id) }
}

function checkAddress(state: TargetState, address: string, forbid: (why: string) => never): void {
  const isTaken = (one: string) =>
    state.aliases.some((alias) => alias.address === one) ||
    state.mailboxes.some((mailbox) => mailbox.address === one)
  const aliasDomain = state.aliasDomains.find(({ name }) => name === domainOf(address))
  const throughDomain = aliasDomain && `${localPartOf(address)}@${aliasDomain.target}`
  if (isTaken(address)) forbid('is_alias_or_mailbox')
  if (throughDomain && state.mailboxes.some((mailbox) => mailbox.address === throughDomain)) {
    forbid('is_alias_or_mailbox through an alias domain')
  }
  if (!servingDomain(state, address)) forbid('domain_not_found')
}

function checkMembers({ address, members }: AliasContent, forbid: (why: string) => never): void {
  if (members.length === 0) forbid('goto_empty')
  if (members.includes(address)) forbid('alias_goto_identical')
  if (members.join(',').length > 65_535) forbid('goto too long')
}

function servingDomain(state: TargetState, address: string) {
  const name = domainOf(address)
  const target = state.aliasDomains.find((one) => one.name === name)?.target ?? name
  return state.domains.find((one) => one.name === target)
}

function withRoom(state: TargetState, address: string, by: number): TargetState {
  const served = servingDomain(state, address)
  const domains = state.domains.map((domain) =>
    domain === served ? { ...domain, aliasesLeft: domain.aliasesLeft + by } : domain,
  )
  return { ...state, domains }
}

function toAlias({ address, members, flags, privateComment, publicComment }: AliasContent) {
  return { address, goto: members, flags, privateComment, publicComment }
}

function sameMembers(a: AliasContent, b: AliasContent): boolean {
  return a.members.join() === b.members.join()
}
