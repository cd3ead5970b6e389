import { type Call, createReport } from '../call.ts'
import { dropSenderAcl } from '../mailbox/sender-acl.ts'
import { escapeHtml, type Input, toList } from '../php.ts'
import { visibleAlias } from './read.ts'

/** Carries out `delete/alias` for each item of `id`. */
export function deleteAlias(call: Call, input: Input): void {
  const report = createReport(call, 'delete', 'alias', input)
  for (const item of toList(input.id)) {
    const row = visibleAlias(call.store, item)
    if (!row) {
      report.danger('access_denied')
      continue
    }
    call.store.aliases.remove(row.id)
    dropSenderAcl(call.store, row.address)
    report.success(['alias_removed', escapeHtml(row.address)])
  }
  report.end()
}
