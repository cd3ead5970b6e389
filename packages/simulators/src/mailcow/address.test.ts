import { describe, expect, test } from 'vitest'
import { domainOf, isDomainName, isEmail, localPartOf, splitList, toAscii } from './address.ts'

describe('the syntax check', () => {
  test.each([
    'a@example.org',
    'A.b+c/d=e@sub.example.org',
    "o'neil@example.org",
    'r&d@example.org',
    '"quoted"@example.org',
    'a@xn--bcher-kva.test',
    'a@[127.0.0.1]',
    'a@[IPv6:::1]',
    `${'x'.repeat(64)}@example.org`,
  ])('takes %s', (address) => {
    expect(isEmail(address)).toBe(true)
  })

  test.each([
    '',
    'name',
    '@example.org',
    'a@b',
    'root@localhost',
    '.a@example.org',
    'a..b@example.org',
    'a.@example.org',
    'jürgen@example.org',
    'a@bücher.test',
    'a b@example.org',
    '"a b"@example.org',
    '<a@example.org>',
    'a@example.org ',
    'a@-example.org',
    'a@example.1org',
    'a@[256.0.0.1]',
    `${'x'.repeat(65)}@example.org`,
    `a@${'x'.repeat(64)}.org`,
  ])('refuses %j', (address) => {
    expect(isEmail(address)).toBe(false)
  })
})

test('a list is split at space, comma, semicolon and newline, not at tabs', () => {
  expect(splitList(' a,b;c\r\nd\te ')).toEqual(['', 'a', 'b', 'c', 'd\te', ''])
})

test('the domain is what stands behind the first @, in lower case and punycode', () => {
  expect(domainOf('a@BÜCHER.test')).toBe('xn--bcher-kva.test')
  expect(domainOf('a@Example.ORG@x')).toBe('example.org@x')
  expect(domainOf('name')).toBe('')
  expect(localPartOf('A.b@x@y')).toBe('A.b')
  expect(localPartOf('name')).toBe('')
})

test.each([
  ['example.org.', 'example.org.'],
  ['a..b', ''],
  ['-a.test', ''],
  [`${'x'.repeat(64)}.test`, ''],
])('the name %s becomes %j', (name, expected) => {
  expect(toAscii(name)).toBe(expected)
})

test.each([
  ['example.org', true],
  ['localhost', true],
  ['bücher.test', true],
  ['', false],
  ['a b.test', false],
  ['a_b.test', false],
  ['user@example.org', false],
])('%j is a domain name: %s', (name, expected) => {
  expect(isDomainName(name)).toBe(expected)
})
