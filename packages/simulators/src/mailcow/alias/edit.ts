import { domainOf, isEmail, localPartOf, splitList, toKey } from '../address.ts'
import { type Call, createReport, type Report } from '../call.ts'
import { ServerFailure } from '../failure.ts'
import { dropSenderAcl } from '../mailbox/sender-acl.ts'
import { escapeHtml, type Input, isEmpty, isSet, toInt, toList, toText, type Value } from '../php.ts'
import type { AliasRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { specialGoto } from './goto.ts'
import { visibleAlias } from './read.ts'
import { isTaken } from './taken.ts'

/** Carries out `edit/alias`: the same attributes for each item of `id`, one after the other. */
export function editAlias(call: Call, input: Input): void {
  const report = createReport(call, 'edit', 'alias', input)
  const items = isSet(input.id) ? toList(input.id) : [null]
  let address: string | null = null
  for (const item of items) {
    const row = visibleAlias(call.store, item)
    if (!row) {
      // The server names the address of the item before, not of this one.
      report.danger(['alias_invalid', address])
      continue
    }
    address = editOne(call.store, report, input, row)
  }
  report.end()
}

/** Edits one row; gives the address that the next failing item will be blamed with. */
function editOne(store: Store, report: Report, input: Input, row: AliasRow): string {
  const given = isEmpty(input.address) ? row.address : toText(input.address)
  const domain = domainOf(given)
  const localPart = localPartOf(given)
  const renamed = row.address !== given
  const address = renamed ? `${localPart}@${domain}` : given
  const refusal = renamed ? refuse(store, row, address, localPart, domain) : undefined
  if (refusal) {
    report.danger(refusal)
    return address
  }
  const goto =
    specialGoto(input) ?? readGoto(store, report, address, isEmpty(input.goto) ? row.goto : input.goto)
  if (goto !== '') store.aliases.update(row.id, { ...columnsOf(input, row), address, domain, goto })
  report.success(['alias_modified', escapeHtml(address)])
  return address
}

function refuse(
  store: Store,
  row: AliasRow,
  address: string,
  localPart: string,
  domain: string,
): Value | undefined {
  if (!store.isLocalDomain(domain)) return 'access_denied'
  if (!isEmail(address) && localPart !== '') return ['alias_invalid', address]
  if (toKey(row.address) !== toKey(address) && isTaken(store, address, localPart, domain)) {
    return ['is_alias_or_mailbox', escapeHtml(address)]
  }
  if (!store.primaryDomain(domain)) return ['domain_not_found', escapeHtml(domain)]
  if (store.timeLimitedAliases.has(toKey(address))) return ['is_spam_alias', escapeHtml(address)]
  return undefined
}

/** The members that are left of a goto, as given: an edit does not convert domains. `""` when none is left. */
function readGoto(store: Store, report: Report, address: string, value: Value | undefined): string {
  const kept = new Set<string>()
  for (const goto of splitList(toText(value))) {
    if (goto === '' || goto === '0') continue
    if (!isEmail(goto)) {
      report.danger(['goto_invalid', goto])
    } else if (goto === address) {
      report.danger('alias_goto_identical')
    } else {
      dropSenderAcl(store, address, goto)
      kept.add(goto)
    }
  }
  return [...kept].join(',')
}

function columnsOf(input: Input, row: AliasRow) {
  return {
    internal: flag(input.internal, row.internal),
    active: flag(input.active, row.active),
    senderAllowed: flag(input.sender_allowed, row.senderAllowed),
    sogoVisible: flag(input.sogo_visible, row.sogoVisible),
    publicComment: comment(input.public_comment, row.publicComment),
    privateComment: comment(input.private_comment, row.privateComment),
  }
}

function flag(value: Value | undefined, now: number): number {
  return isSet(value) ? toInt(value) : now
}

function comment(value: Value | undefined, now: string | null): string | null {
  if (!isSet(value)) return now
  if (typeof value === 'object') throw new ServerFailure('PDOException', 'Array to string conversion')
  return toText(value)
}
