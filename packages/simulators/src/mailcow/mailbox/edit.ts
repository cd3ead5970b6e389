import { isEmail, toKey } from '../address.ts'
import { type Call, createReport, type Report } from '../call.ts'
import { type Input, isEmpty, isSet, toInt, toList, toText } from '../php.ts'
import type { MailboxRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { replaceSenderAcl } from './sender-acl.ts'

/** Carries out `edit/mailbox` for each item of `username`: `active`, `name`, `sender_acl` and `tags`; the rest is ignored. */
export function editMailbox(call: Call, input: Input): void {
  const report = createReport(call, 'edit', 'mailbox', input)
  for (const item of toList(input.username)) {
    const username = typeof item === 'object' ? '' : toText(item)
    const row = call.store.mailboxes.get(toKey(username))
    if (!isEmail(username)) report.danger(['username_invalid', item])
    else if (!row) report.danger('access_denied')
    else editOne(call.store, report, input, row)
  }
  report.end()
}

function editOne(store: Store, report: Report, input: Input, row: MailboxRow): void {
  if (isSet(input.sender_acl)) replaceSenderAcl(store, report, row.username, input.sender_acl)
  const active = isSet(input.active) ? toInt(input.active) : row.active
  setMailboxActive(store, row, active)
  const next = {
    ...row,
    active,
    name: isEmpty(input.name) ? row.name : toText(input.name),
    attributes: { ...row.attributes, recovery_email: null },
  }
  const tags = [...new Set([...row.tags, ...toList(input.tags).map(toText)])].filter((tag) => tag !== '')
  const changed = JSON.stringify(next) !== JSON.stringify(row)
  store.mailboxes.put(toKey(row.username), { ...next, tags, modified: changed ? store.now() : row.modified })
  report.success(['mailbox_modified', row.username])
}

/** Sets the `active` of a mailbox and of its hidden alias row; no other alias changes. */
export function setMailboxActive(store: Store, row: MailboxRow, active: number): void {
  const self = store.aliases.byAddress(row.username)
  if (self) store.aliases.update(self.id, { active })
  if (active !== row.active) {
    store.mailboxes.put(toKey(row.username), { ...row, active, modified: store.now() })
  }
}
