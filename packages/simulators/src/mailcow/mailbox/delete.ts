import { isEmail, toKey } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { escapeHtml, type Input, toList, toText } from '../php.ts'
import type { Store } from '../store/store.ts'
import { dropSenderAcl } from './sender-acl.ts'

/** Carries out `delete/mailbox` for each item of `username`. */
export function deleteMailbox(call: Call, input: Input): void {
  const report = createReport(call, 'delete', 'mailbox', input)
  for (const item of toList(input.username)) {
    const username = typeof item === 'object' ? '' : toText(item)
    if (!isEmail(username) || !call.store.mailboxes.has(toKey(username))) {
      report.danger('access_denied')
      continue
    }
    removeMailbox(call.store, username)
    report.success(['mailbox_removed', escapeHtml(username)])
  }
  report.end()
}

/** Removes a mailbox: it leaves every goto list, and the aliases that had no other member go with it. */
function removeMailbox(store: Store, username: string): void {
  for (const row of store.aliases.rows()) {
    if (toKey(row.goto) === toKey(username)) store.aliases.remove(row.id)
  }
  store.mailboxes.drop(toKey(username))
  store.senderAcl.drop(toKey(username))
  dropSenderAcl(store, username)
  for (const row of store.timeLimitedAliases.rows()) {
    if (toKey(row.goto) === toKey(username)) store.timeLimitedAliases.drop(toKey(row.address))
  }
  for (const row of store.aliases.rows()) {
    const members = row.goto.split(',')
    const index = members.indexOf(username)
    if (index >= 0) store.aliases.update(row.id, { goto: members.toSpliced(index, 1).join(',') })
  }
}
