import { expect, test } from 'vitest'
import { domainOf, toWireAddress } from './address.ts'

test.each([
  ['Alice@Example.ORG', 'alice@example.org'],
  [' kunde@bücher.test ', 'kunde@xn--bcher-kva.test'],
  ['Kunde@BÜCHER.test', 'kunde@xn--bcher-kva.test'],
  ['@Example.org', '@example.org'],
  ['a@[127.0.0.1]', 'a@[127.0.0.1]'],
  ['a@über straße', 'a@über straße'],
  ['noat', 'noat'],
])('%s is sent as %s', (text, wire) => {
  expect(toWireAddress(text)).toBe(wire)
})

test('the domain is what follows the last @, in lower case', () => {
  expect(domainOf('"a@b"@Example.org')).toBe('example.org')
})
