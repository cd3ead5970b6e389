import { domainOf, isEmail, localPartOf, splitList } from '../address.ts'
import { type Call, createReport, type Report } from '../call.ts'
import { escapeHtml, type Input, isSet, toInt, toText } from '../php.ts'
import { asksForSpecialGoto, specialGoto } from './goto.ts'
import { isTaken } from './taken.ts'

const COMMENT_BYTES_MAX = 160

/** Members of an add, and the list its addresses are compared with. */
interface Members {
  readonly goto: string
  readonly compared: readonly string[]
}

/** Carries out `add/alias`: one row for each address, each on its own. */
export function addAlias(call: Call, input: Input): void {
  const report = createReport(call, 'add', 'alias', input)
  const addresses = splitList(toText(input.address))
  const gotos = splitList(toText(input.goto))
  const refusal = refuseInput(input, addresses, gotos)
  if (refusal) {
    report.danger(refusal)
    return
  }
  const members = readMembers(report, input, gotos)
  if (!members) return
  for (const address of addresses) {
    if (isBlank(address) || members.compared.includes(address)) continue
    if (!addOne(call, report, input, address, members.goto)) return
  }
  report.end()
}

function refuseInput(input: Input, addresses: string[], gotos: string[]): string | undefined {
  const comments = [toText(input.private_comment), toText(input.public_comment)]
  if (comments.some((comment) => Buffer.byteLength(comment) > COMMENT_BYTES_MAX)) return 'comment_too_long'
  if (isBlank(addresses[0])) return 'alias_empty'
  return isBlank(gotos[0]) && !asksForSpecialGoto(input) ? 'goto_empty' : undefined
}

function readMembers(report: Report, input: Input, gotos: string[]): Members | undefined {
  const special = specialGoto(input)
  if (special) return { goto: special, compared: gotos }
  const kept: { goto: string; last: boolean }[] = []
  gotos.forEach((raw, index) => {
    if (isBlank(raw)) return
    const goto = `${localPartOf(raw)}@${domainOf(raw)}`
    if (!isEmail(goto)) report.danger(['goto_invalid', escapeHtml(goto)])
    else if (!kept.some((member) => member.goto === goto))
      kept.push({ goto, last: index === gotos.length - 1 })
  })
  if (kept.length === 0) return undefined
  const joined = kept.map((member) => member.goto).join(',')
  // The server overwrites the last member with the joined list before it compares: that one is never found.
  return { goto: joined, compared: kept.map((member) => (member.last ? joined : member.goto)) }
}

/** Adds one address; false where the rest of the list is not to be tried. */
function addOne(call: Call, report: Report, input: Input, given: string, goto: string): boolean {
  const { store } = call
  const domain = domainOf(given)
  const localPart = localPartOf(given)
  const address = `${localPart}@${domain}`
  const primary = call.admin ? store.primaryDomain(domain) : undefined
  if (primary && primary.aliases - store.countAliases(primary.domain) === 0) {
    report.danger('max_alias_exceeded')
    return false
  }
  const refusal = refuse(call, address, localPart, domain)
  if (refusal) {
    report.danger(refusal)
    return true
  }
  const row = store.aliases.insert({
    address: isEmail(address) ? address : `@${domain}`,
    goto,
    domain,
    active: toInt(input.active),
    internal: toInt(input.internal),
    senderAllowed: toInt(input.sender_allowed),
    sogoVisible: toInt(input.sogo_visible),
    publicComment: isSet(input.public_comment) ? toText(input.public_comment) : null,
    privateComment: isSet(input.private_comment) ? toText(input.private_comment) : null,
  })
  report.success(['alias_added', address, String(row.id)])
  return true
}

function refuse(call: Call, address: string, localPart: string, domain: string) {
  const { store } = call
  if (isTaken(store, address, localPart, domain)) return ['is_alias_or_mailbox', escapeHtml(address)]
  if (!store.primaryDomain(domain)) return ['domain_not_found', escapeHtml(domain)]
  if (store.timeLimitedAliases.has(address.toLowerCase())) return ['is_spam_alias', escapeHtml(address)]
  if (!isEmail(address) && !isBlank(localPart)) return ['alias_invalid', address]
  return call.admin && store.isLocalDomain(domain) ? undefined : 'access_denied'
}

function isBlank(text: string | undefined): boolean {
  return !text || text === '0'
}
