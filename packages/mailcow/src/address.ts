import { domainToASCII } from 'node:url'

/** The part behind the last `@`, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * The form in which an address is sent: lower case, domain in punycode. A local part in upper case would be kept by Mailcow, and an
 * alias that points to its own address in other case can never be reached again.
 */
export function toWireAddress(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  const domain = lower.slice(at + 1)
  return lower.slice(0, at + 1) + (/^\p{ASCII}*$/u.test(domain) ? domain : domainToASCII(domain) || domain)
}
