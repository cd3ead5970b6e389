import { isEmail, toKey } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { type Input, toText } from '../php.ts'

/** Carries out `add/time_limited_alias`; the server draws the address, here it is numbered. */
export function addTimeLimitedAlias(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'add', 'time_limited_alias', input)
  const username = toText(input.username)
  const mailbox = store.mailboxes.get(toKey(username))
  if (!call.admin || !isEmail(username) || !mailbox) {
    report.danger('access_denied')
    return
  }
  const domain = toText(input.domain)
  const isOwn =
    mailbox.domain === domain || store.aliasDomains.get(toKey(domain))?.targetDomain === mailbox.domain
  if (!isOwn) {
    report.danger('domain_invalid')
    return
  }
  const address = `limited.${store.timeLimitedAliases.size + 1}@${domain}`
  store.timeLimitedAliases.put(toKey(address), { address, goto: mailbox.username })
  report.success(['mailbox_modified', username])
}
