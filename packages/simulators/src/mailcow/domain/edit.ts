import { isDomainName, toAscii } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { escapeHtml, type Input, isEmpty, isSet, toInt, toList, toText } from '../php.ts'
import type { DomainRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Carries out `edit/domain` for each item of `domain`: limits, description and flags; quotas are ignored. */
export function editDomain(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'edit', 'domain', input)
  for (const item of toList(input.domain)) {
    const name = toAscii(typeof item === 'object' ? '' : toText(item))
    const row = store.primaryDomain(name)
    if (!isDomainName(name) || !row) {
      report.danger('domain_invalid')
      continue
    }
    const next = change(row, input)
    const mailboxes = store.mailboxes.groupSize(row.domain)
    const aliases = store.aliases.countOf(row.domain) - mailboxes
    if (mailboxes > next.mailboxes) report.danger(['mailboxes_in_use', mailboxes])
    else if (aliases > next.aliases) report.danger(['aliases_in_use', aliases])
    else {
      save(store, row, next)
      report.success(['domain_modified', escapeHtml(name)])
    }
  }
  report.end()
}

function change(row: DomainRow, input: Input): DomainRow {
  const flag = (name: string, now: number) => (isSet(input[name]) ? toInt(input[name]) : now)
  const relayUnknownOnly = flag('relay_unknown_only', row.relayUnknownOnly)
  const relayAllRecipients = relayUnknownOnly === 1 ? 1 : flag('relay_all_recipients', row.relayAllRecipients)
  return {
    ...row,
    active: flag('active', row.active),
    gal: flag('gal', row.gal),
    backupmx: relayAllRecipients === 1 ? 1 : flag('backupmx', row.backupmx),
    relayAllRecipients,
    relayUnknownOnly,
    aliases: isEmpty(input.aliases) ? row.aliases : toInt(input.aliases),
    mailboxes: isSet(input.mailboxes) && input.mailboxes !== '' ? toInt(input.mailboxes) : row.mailboxes,
    description: isEmpty(input.description) ? row.description : toText(input.description),
  }
}

function save(store: Store, row: DomainRow, next: DomainRow): void {
  if (JSON.stringify(row) === JSON.stringify(next)) return
  store.domains.put(row.domain, { ...next, modified: store.now() })
}
