import { isEmail, toAscii } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { escapeHtml, type Input, isEmpty, isSet, toInt, toList, toText, trim, type Value } from '../php.ts'
import type { DomainRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { insertMailbox } from './insert.ts'

const MIB = 1_048_576

/** Carries out `add/mailbox`. */
export function addMailbox(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'add', 'mailbox', input)
  const localPart = trim(toText(input.local_part)).toLowerCase()
  const domain = toAscii(trim(toText(input.domain)))
  const username = `${localPart}@${domain}`
  const quota = toInt(input.quota)
  const row = store.domains.get(domain)
  const refusal = refuse(call, username, domain)
  const passwordProblem = refusal ? undefined : checkPasswords(input)
  const tooBig = row && refuseSize(store, row, quota)
  if (passwordProblem) {
    call.entries.push({ type: 'danger', log: ['password_check', null, null], msg: passwordProblem })
    return
  }
  if (refusal ?? tooBig) {
    report.danger(refusal ?? tooBig ?? null)
    return
  }
  const name = toText(input.name).replace(/^<+|>+$/g, '')
  insertMailbox(store, {
    localPart,
    domain,
    name,
    active: isSet(input.active) ? toInt(input.active) : 1,
    quota: quota * MIB,
    tags: toList(input.tags).filter((tag): tag is string => typeof tag === 'string' && !isEmpty(tag)),
  })
  reportRateLimit(call, username, input)
  report.success(['mailbox_added', escapeHtml(username)])
  report.end()
}

function refuse({ store, admin }: Call, username: string, domain: string): Value | undefined {
  if (!isEmail(username)) return 'mailbox_invalid'
  if (!admin || !store.isLocalDomain(domain)) return 'access_denied'
  if (store.mailboxes.has(username)) return ['object_exists', escapeHtml(username)]
  if (store.aliases.byAddress(username)) return ['is_alias', escapeHtml(username)]
  if (store.timeLimitedAliases.has(username)) return ['is_spam_alias', escapeHtml(username)]
  return store.domains.has(domain) ? undefined : ['domain_not_found', escapeHtml(domain)]
}

function checkPasswords(input: Input): string | undefined {
  if (isEmpty(input.password) || isEmpty(input.password2)) return 'password_complexity'
  return input.password === input.password2 ? undefined : 'password_mismatch'
}

function refuseSize(store: Store, domain: DomainRow, quota: number): Value | undefined {
  const mailboxes = store.mailboxes.group(domain.domain)
  const used = Math.round(mailboxes.reduce((sum, row) => sum + row.quota, 0) / MIB)
  if (mailboxes.length >= domain.mailboxes)
    return ['max_mailbox_exceeded', mailboxes.length, domain.mailboxes]
  if (quota > domain.maxquota) return ['mailbox_quota_exceeded', domain.maxquota]
  return used + quota > domain.quota ? ['mailbox_quota_left_exceeded', domain.quota - used] : undefined
}

function reportRateLimit(call: Call, username: string, input: Input): void {
  const setting = { object: username, rl_frame: input.rl_frame ?? 's', rl_value: input.rl_value ?? '' }
  call.entries.push({
    type: 'success',
    log: ['ratelimit', 'edit', 'mailbox', setting],
    msg: ['rl_saved', username],
  })
}
