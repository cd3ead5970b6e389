import { isDomainName, toAscii } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { escapeHtml, type Input, isEmpty, isSet, toInt, toText, trim, type Value } from '../php.ts'
import type { DomainRow } from '../store/rows.ts'

/** Values of a new domain where the input says nothing; quotas in MiB. */
const TEMPLATE = { aliases: 400, mailboxes: 10, defquota: 3072, maxquota: 10_240, quota: 10_240 }

/** Carries out `add/domain`. */
export function addDomain(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'add', 'domain', input)
  const domain = toAscii(trim(toText(input.domain)))
  const row = readDomain(input, domain, store.now())
  const refusal = refuse(call, row)
  if (refusal) {
    report.danger(refusal)
    return
  }
  store.domains.put(domain, row)
  if (row.rateLimit) {
    const setting = { rl_value: toInt(input.rl_value), rl_frame: row.rateLimit.frame, object: domain }
    call.entries.push({
      type: 'success',
      log: ['ratelimit', 'edit', 'domain', setting],
      msg: ['rl_saved', domain],
    })
  }
  report.success('domain_add_dkim_available')
  report.success(['domain_added', escapeHtml(domain)])
}

function readDomain(input: Input, domain: string, now: string): DomainRow {
  const number = (name: keyof typeof TEMPLATE) => (isSet(input[name]) ? toInt(input[name]) : TEMPLATE[name])
  const flag = (name: string, fallback: number) => (isSet(input[name]) ? toInt(input[name]) : fallback)
  const relayUnknownOnly = flag('relay_unknown_only', 0)
  const relayAllRecipients = relayUnknownOnly === 1 ? 1 : flag('relay_all_recipients', 0)
  const value = toInt(input.rl_value)
  return {
    domain,
    description: isEmpty(input.description) ? domain : toText(input.description),
    aliases: number('aliases'),
    mailboxes: number('mailboxes'),
    defquota: number('defquota'),
    maxquota: number('maxquota'),
    quota: number('quota'),
    active: flag('active', 1),
    backupmx: relayAllRecipients === 1 ? 1 : flag('backupmx', 0),
    gal: flag('gal', 1),
    relayAllRecipients,
    relayUnknownOnly,
    rateLimit: value === 0 ? false : { value: String(value), frame: toText(input.rl_frame ?? 's') },
    created: now,
    modified: null,
  }
}

function refuse(call: Call, row: DomainRow): Value | undefined {
  if (!call.admin) return 'access_denied'
  if (row.defquota > row.maxquota) return 'mailbox_defquota_exceeds_mailbox_maxquota'
  if (row.maxquota > row.quota) return 'mailbox_quota_exceeds_domain_quota'
  if (row.defquota === 0) return 'defquota_empty'
  if (row.maxquota === 0) return 'maxquota_empty'
  if (!isDomainName(row.domain)) return 'domain_invalid'
  return call.store.isLocalDomain(row.domain) ? ['domain_exists', escapeHtml(row.domain)] : undefined
}
