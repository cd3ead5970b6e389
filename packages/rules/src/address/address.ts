import { domainToASCII } from 'node:url'

const asciiOnly = /^[\x21-\x7e]+$/
/** RFC 5321 section 4.1.2, Dot-string: quoted local parts are refused, as Mailcow refuses them. */
const dotString = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const domainName =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Longest local part, in octets (RFC 5321 section 4.5.3.1.1). */
export const localPartOctetsMax = 64

/** Longest address, in octets: a path of 256 with its angle brackets (RFC 5321 section 4.5.3.1.3). */
const addressOctetsMax = 254

/** A mail domain in its one form, lower case and punycode, or undefined where it is none. */
export function normaliseDomain(text: string): string | undefined {
  const lower = text.trim().toLowerCase()
  // Converting to ASCII would silently cut the text at these, drop line breaks and decode percent signs.
  if (/[/?#\\:@\s%]/.test(lower)) return undefined
  const ascii = asciiOnly.test(lower) ? lower : domainToASCII(lower.normalize('NFC'))
  return domainName.test(ascii) ? ascii : undefined
}

/** A local part in its one form, lower case, or undefined where it is none (RFC 5321 section 4.1.2). */
export function normaliseLocalPart(text: string): string | undefined {
  const trimmed = text.trim()
  // Tested before its case is dropped: some letters outside ASCII, such as the Kelvin sign, have an ASCII lower case.
  const valid = trimmed.length <= localPartOctetsMax && dotString.test(trimmed)
  return valid ? trimmed.toLowerCase() : undefined
}

/**
 * A mailbox address in its one form: lower case, domain in punycode, no outer blanks; undefined where it is none.
 * The local part's case is dropped: Mailcow compares without it.
 */
export function normaliseAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  if (at < 0 || /\s/.test(trimmed)) return undefined
  const localPart = normaliseLocalPart(trimmed.slice(0, at))
  const domain = normaliseDomain(trimmed.slice(at + 1))
  const address = `${localPart}@${domain}`
  return localPart && domain && address.length <= addressOctetsMax ? address : undefined
}
