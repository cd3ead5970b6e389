import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { domainOf, localPartOf, normaliseAddress, normaliseDomain, normaliseLocalPart } from './address.ts'

const octets64 = 'x'.repeat(64)

describe('an address is brought to its one form', () => {
  test.each([
    ['Bob@Example.ORG', 'bob@example.org'],
    ['  bob@example.org\n', 'bob@example.org'],
    ["o'neil+a/b=c@example.org", "o'neil+a/b=c@example.org"],
    ['first.last@example.org', 'first.last@example.org'],
    ['bob@BÜCHER.test', 'bob@xn--bcher-kva.test'],
    ['bob@bu\u0308cher.test', 'bob@xn--bcher-kva.test'],
    ['bob@xn--bcher-kva.test', 'bob@xn--bcher-kva.test'],
    ['bob@straße.test', 'bob@xn--strae-oqa.test'],
    ['bob@a.b.c.example.org', 'bob@a.b.c.example.org'],
    [`${octets64}@example.org`, `${octets64}@example.org`],
  ])('%j', (text, address) => {
    expect(normaliseAddress(text)).toBe(address)
  })

  test('and stays as it is when it is in it already', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const address = normaliseAddress(text)
        fc.pre(address !== undefined)
        expect(normaliseAddress(address)).toBe(address)
        expect(address).toMatch(/^[\x21-\x7e]{3,254}$/)
      }),
    )
  })

  test('whatever case ASCII letters have', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        expect(normaliseAddress(text.toUpperCase())).toBe(normaliseAddress(text))
      }),
    )
  })
})

describe('what is no address is refused', () => {
  test.each([
    ['nothing', ''],
    ['no @', 'bob'],
    ['no local part', '@example.org'],
    ['no domain', 'bob@'],
    ['a comma, which would make two members of one', 'a,b@example.org'],
    ['a semicolon', 'a;b@example.org'],
    ['a line break in the local part', 'a\nb@example.org'],
    ['a line break before the @', 'bob\n@example.org'],
    ['a line break in a domain', 'bob@exam\nple.org'],
    ['a line break in an international domain', 'bob@exä\nmple.org'],
    ['a tab in an international domain', 'bob@exä\tmple.org'],
    ['a percent sign in an international domain', 'bob@exä%2emple.org'],
    ['a blank before the @', 'bob @example.org'],
    ['a blank behind the @', 'bob@ example.org'],
    ['a blank in the middle', 'bob smith@example.org'],
    ['a display name', 'Bob <bob@example.org>'],
    ['a quoted local part', '"bob smith"@example.org'],
    ['two @', 'bob@home@example.org'],
    ['two dots in a row', 'a..b@example.org'],
    ['a dot first', '.bob@example.org'],
    ['a dot last', 'bob.@example.org'],
    ['letters outside ASCII in the local part', 'jürgen@example.org'],
    ['the Kelvin sign, whose lower case is k', '\u212aim@example.org'],
    ['65 octets of local part', `x${octets64}@example.org`],
    ['a domain of one label', 'bob@localhost'],
    ['an IP address', 'bob@127.0.0.1'],
    ['an IP address in brackets', 'bob@[127.0.0.1]'],
    ['an IP address in full-width digits', 'bob@１２７.０.０.１'],
    ['a label that starts with a hyphen', 'bob@-a.example.org'],
    ['a label of 64 octets', `bob@${octets64}.org`],
    ['an underscore in the domain', 'bob@a_b.org'],
    ['a port', 'bob@bücher.test:25'],
    ['a path', 'bob@bücher.test/x'],
    ['more than 254 octets', `${octets64}@${'a.'.repeat(95)}org`],
    ['a domain of more than 253 octets', `b@${'a.'.repeat(130)}org`],
    ['a lone surrogate', 'bob@\ud800.org'],
  ])('%s', (_, text) => {
    expect(normaliseAddress(text)).toBeUndefined()
  })

  test('but 254 octets are fine', () => {
    const address = `${octets64}@${'a.'.repeat(93)}org`
    expect(address).toHaveLength(254)
    expect(normaliseAddress(address)).toBe(address)
  })
})

test('a local part and a domain lose their outer blanks', () => {
  expect(normaliseLocalPart(' Team ')).toBe('team')
  expect(normaliseDomain(' Example.org ')).toBe('example.org')
})

test('an address is taken apart at its last @', () => {
  expect([localPartOf('a@b.test'), domainOf('a@b.test')]).toEqual(['a', 'b.test'])
  expect([localPartOf('@b.test'), domainOf('@b.test')]).toEqual(['', 'b.test'])
  expect([localPartOf('bob'), domainOf('bob')]).toEqual(['', 'bob'])
})
