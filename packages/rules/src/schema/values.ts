import * as v from 'valibot'
import { normaliseAddress, normaliseDomain } from '../address/address.ts'
import { readTemplate } from '../address/template.ts'
import type { Placeholder } from '../model/address.ts'
import type { AddressSource, MemberName } from '../model/options.ts'
import { readAttributePath } from '../pattern/attribute-path.ts'
import { readPattern } from '../pattern/pattern.ts'
import { listOf, oneOrMore } from './list.ts'
import { type Reading, reading } from './reading.ts'

/** Globs or /regular expressions/ over names. */
export function namePatterns() {
  return oneOrMore('text or a list of texts', reading('text', readPattern))
}

/** Addresses with placeholders. */
export function addressTemplates(placeholders: readonly Placeholder[]) {
  return oneOrMore(
    'text or a list of texts',
    reading('text', (text) => readTemplate(text, placeholders)),
  )
}

/** Mail domains, `served` for all of the server's. */
export function domainSet() {
  return v.pipe(
    oneOrMore('a mail domain, served, or a list of such', reading('a mail domain or served', readDomain)),
    v.transform((names) => ({
      served: names.includes('served'),
      names: [...new Set(names)].filter((name) => name !== 'served'),
    })),
  )
}

/** Where addresses of a user are found. */
export function addressSources() {
  return oneOrMore(
    'email, attributes.… or a list of such',
    reading('email or attributes.…', readAddressSource),
  )
}

/** A list of whole addresses. */
export function addressList() {
  return v.pipe(
    listOf('a list of mail addresses', reading('a mail address', readAddress)),
    v.transform((addresses) => [...new Set(addresses)]),
  )
}

/** A list of usernames and addresses. */
export function memberNames() {
  return listOf('a list of usernames and addresses', reading('text', readMemberName))
}

function readDomain(text: string): Reading<string> {
  const domain = text === 'served' ? text : normaliseDomain(text)
  return domain ? { value: domain } : { problem: `is no mail domain: ${JSON.stringify(text)}` }
}

function readAddress(text: string): Reading<string> {
  const address = normaliseAddress(text)
  return address ? { value: address } : { problem: `is no mail address: ${JSON.stringify(text)}` }
}

function readAddressSource(text: string): Reading<AddressSource> {
  if (text === 'email') return { value: 'email' }
  if (!text.startsWith('attributes.'))
    return { problem: `must be email or attributes.…, not ${JSON.stringify(text)}` }
  const path = readAttributePath(text.slice('attributes.'.length))
  return 'value' in path ? { value: { attribute: path.value } } : path
}

function readMemberName(text: string): Reading<MemberName> {
  return text.trim() === ''
    ? { problem: 'must not be empty' }
    : { value: { username: text, address: normaliseAddress(text) } }
}
