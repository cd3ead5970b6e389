import type { AddressTemplate, Part, Placeholder } from '../model/address.ts'
import type { Reading } from '../schema/reading.ts'
import { localPartOctetsMax, normaliseDomain, normaliseLocalPart } from './address.ts'
import { readParts } from './parts.ts'

const localText = /^[a-z0-9!#$%&'*+/=?^_`|~.-]*$/i
const domainText = /^[a-z0-9.-]*$/i

/** Reads an address with placeholders: with or without a domain, or `@domain` alone. */
export function readTemplate(text: string, placeholders: readonly Placeholder[]): Reading<AddressTemplate> {
  const written = text.trim()
  if (written === '') return { problem: 'must not be empty' }
  // An @ inside braces is no part of any placeholder, so it need not be told apart.
  const [localWritten = '', domainWritten, ...more] = written.split('@')
  if (more.length > 0) return { problem: 'has more than one @' }

  const local = localWritten === '' ? { value: [] } : readSide(localWritten, placeholders, checkLocal)
  if ('problem' in local) return local
  if (domainWritten === undefined) return { value: { written, local: local.value, domain: undefined } }
  const domain = readSide(domainWritten, placeholders, checkDomain)
  if ('problem' in domain) return domain
  return { value: { written, local: local.value, domain: domain.value } }
}

function readSide(
  text: string,
  placeholders: readonly Placeholder[],
  check: (parts: readonly Part[]) => Reading<readonly Part[]>,
): Reading<readonly Part[]> {
  const parts = readParts(text, placeholders)
  return 'problem' in parts ? parts : check(parts.value)
}

function checkLocal(parts: readonly Part[]): Reading<readonly Part[]> {
  const texts = textsOf(parts)
  const literal = literalOf(parts)
  // A local part alone may have blanks around it; within an address they are a fault.
  const whole = literal === undefined || /\s/.test(literal) ? undefined : normaliseLocalPart(literal)
  if (literal !== undefined && whole !== undefined) return { value: [{ text: whole }] }
  const wrong = texts.find((text) => !localText.test(text))
  if (wrong !== undefined)
    return { problem: `has characters that cannot stand before the @: ${quoted(wrong)}` }
  if (texts.join('').length > localPartOctetsMax) {
    return { problem: `has more than ${localPartOctetsMax} characters before the @` }
  }
  const dots = literal !== undefined || hasStrayDot(parts)
  return dots
    ? { problem: 'has a dot first, last or beside another before the @' }
    : { value: lowerCase(parts) }
}

function checkDomain(parts: readonly Part[]): Reading<readonly Part[]> {
  const literal = parts.length === 0 ? '' : literalOf(parts)
  if (literal !== undefined) {
    const domain = /\s/.test(literal) ? undefined : normaliseDomain(literal)
    return domain
      ? { value: [{ text: domain }] }
      : { problem: `has no mail domain behind the @: ${quoted(literal)}` }
  }
  const wrong = textsOf(parts).find((text) => !domainText.test(text))
  if (wrong !== undefined)
    return { problem: `has characters that cannot stand in a domain: ${quoted(wrong)}` }
  return hasStrayDot(parts)
    ? { problem: 'has a dot first, last or beside another behind the @' }
    : { value: lowerCase(parts) }
}

/** The one text that it is, or undefined where it has placeholders. */
function literalOf(parts: readonly Part[]): string | undefined {
  const [first, ...rest] = parts
  return first && 'text' in first && rest.length === 0 ? first.text : undefined
}

function textsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => ('text' in part ? part.text : []))
}

function hasStrayDot(parts: readonly Part[]): boolean {
  // A placeholder stands for something without dots at its ends.
  const outline = parts.map((part) => ('text' in part ? part.text : 'x')).join('')
  return /^\.|\.$|\.\./.test(outline)
}

function lowerCase(parts: readonly Part[]): Part[] {
  return parts.map((part) => ('text' in part ? { text: part.text.toLowerCase() } : part))
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
