import { isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import { trim } from './php.ts'

const ATOM = "[!#-'*+\\-/-9=?^-~A-Z]+"
const QUOTED = '"(?:[\\x01-\\x08\\x0B\\x0C\\x0E-\\x1F!#-\\[\\]-\\x7F]|\\\\[\\x00-\\x7F])*"'
const WORD = `(?:${ATOM}|${QUOTED})`
const LABEL = '(?:xn--)?[a-z0-9]+(?:-+[a-z0-9]+)*'
const TOP_LABEL = '(?:[a-z][a-z0-9]*|xn--[a-z0-9]+)(?:-+[a-z0-9]+)*'
const NAMED = new RegExp(`^(${WORD}(?:\\.${WORD})*)@((?:${LABEL}\\.)+${TOP_LABEL})$`, 'i')
const LITERAL = new RegExp(`^(${WORD}(?:\\.${WORD})*)@\\[([^\\]]+)\\]$`, 'i')
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`)

/** Whether the server's syntax check takes the text for an address (ASCII only, a domain of two labels or an IP literal). */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const named = NAMED.exec(text)
  if (named)
    return hasShortLocalPart(named[1]) && (named[2] ?? '').split('.').every((label) => label.length < 64)
  const literal = LITERAL.exec(text)
  if (!literal || !hasShortLocalPart(literal[1])) return false
  const host = literal[2] ?? ''
  return /^IPv6:/i.test(host) ? isIPv6(host.slice(5)) : IPV4.test(host)
}

function hasShortLocalPart(localPart = ''): boolean {
  return localPart.length <= 64
}

/** Splits at space, comma, semicolon and newline (not at tabs) and trims the parts; empty parts stay. */
export function splitList(text: string): string[] {
  return text.split(/[ ,;\n]/).map(trim)
}

/** What stands before the first `@`; `""` without one. */
export function localPartOf(address: string): string {
  const at = address.indexOf('@')
  return at < 0 ? '' : address.slice(0, at)
}

/** What stands behind the first `@`, in lower case and punycode; `""` without one or where it cannot be converted. */
export function domainOf(address: string): string {
  const at = address.indexOf('@')
  return at < 0 ? '' : toAscii(address.slice(at + 1))
}

/** Lower case and punycode of a domain name; `""` where a label is empty, too long or cannot be converted. */
export function toAscii(domain: string): string {
  const mapped = domain
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replaceAll('\u3002', '.')
  const labels = mapped.split('.')
  const rooted = labels.length > 1 && labels.at(-1) === '' ? labels.slice(0, -1) : labels
  const converted: string[] = []
  for (const label of rooted) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
    const ascii = /^[\x00-\x7F]*$/.test(label) ? label : domainToASCII(label)
    if (ascii === '' || ascii.length > 63 || /^-|-$/.test(ascii)) return ''
    converted.push(ascii)
  }
  return converted.join('.') + (rooted === labels ? '' : '.')
}

/** Whether the text is a domain name of letters, digits and inner hyphens (one label is enough). */
export function isDomainName(text: string): boolean {
  const domain = toAscii(text)
  return (
    domain.length <= 253 &&
    domain.split('.').every((label) => label.length <= 63 && /^[a-z\d](?:-*[a-z\d])*$/i.test(label))
  )
}

/** The form in which the database compares two addresses or domains: case and trailing spaces do not count. */
export function toKey(text: string): string {
  return text.toLowerCase().replace(/ +$/, '')
}
