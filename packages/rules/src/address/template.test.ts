import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseAddress } from './address.ts'
import { readTemplate } from './template.ts'

const placeholders = ['slug', 'name', 'parent'] as const
const read = (text: string) => readTemplate(text, placeholders)

describe('an address is taken apart', () => {
  const slug = { placeholder: 'slug' }
  test.each([
    ['{slug}', [slug], undefined],
    ['Team.{slug}', [{ text: 'team.' }, slug], undefined],
    ['{slug}-{parent}', [slug, { text: '-' }, { placeholder: 'parent' }], undefined],
    ['{slug}{name}', [slug, { placeholder: 'name' }], undefined],
    ['info', [{ text: 'info' }], undefined],
    [' info ', [{ text: 'info' }], undefined],
    ['info@Bücher.test', [{ text: 'info' }], [{ text: 'xn--bcher-kva.test' }]],
    ['@Example.org', [], [{ text: 'example.org' }]],
    ['all@{slug}.Example.org', [{ text: 'all' }], [slug, { text: '.example.org' }]],
    ['@{attributes.domain}', [], [{ attribute: ['domain'] }]],
    ['{attributes.mail.Alias}', [{ attribute: ['mail', 'Alias'] }], undefined],
    ['x'.repeat(64), [{ text: 'x'.repeat(64) }], undefined],
  ])('%s', (text, local, domain) => {
    expect(read(text)).toEqual({ value: { written: text.trim(), local, domain } })
  })
})

describe('an address is refused', () => {
  test.each([
    ['', 'must not be empty'],
    ['a@b@example.org', 'more than one @'],
    ['a b', 'characters that cannot stand before the @: "a b"'],
    ['jürgen', 'characters that cannot stand before the @: "jürgen"'],
    ['\u212a{slug}', 'characters that cannot stand before the @'],
    ['"a"@example.org', 'characters that cannot stand before the @'],
    ['a..b', 'a dot first, last or beside another before the @'],
    ['.{slug}', 'a dot first, last or beside another before the @'],
    ['{slug}.', 'a dot first, last or beside another before the @'],
    ['x'.repeat(65), 'more than 64 characters before the @'],
    [`${'x'.repeat(65)}{slug}`, 'more than 64 characters before the @'],
    ['a@', 'no mail domain behind the @: ""'],
    ['@', 'no mail domain behind the @: ""'],
    ['a@localhost', 'no mail domain behind the @: "localhost"'],
    ['a@{slug}..test', 'a dot first, last or beside another behind the @'],
    ['a@{slug}.bücher.test', 'characters that cannot stand in a domain: ".bücher.test"'],
    ['{slug', 'a brace without its other one'],
    ['slug}', 'a brace without its other one'],
    ['{{slug}}', 'a brace without its other one'],
    ['{}', 'the unknown placeholder {}; here are {slug}, {name}, {parent}, {attributes.…}'],
    ['{slag}', 'did you mean {slug}?'],
    ['{ slug }', 'did you mean {slug}?'],
    ['{username}', 'the unknown placeholder {username}; here are'],
    ['{attributes.}', 'where keys of the attributes with one dot between them should follow attributes.'],
    ['{attributes.a..b}', 'where keys of the attributes'],
  ])('%s', (text, problem) => {
    const result = read(text)
    expect('problem' in result && result.problem).toContain(problem)
  })
})

test('an address without placeholders is taken exactly when it is one', () => {
  const local = fc
    .string({ unit: fc.constantFrom(...'aZ.-+ü" '), minLength: 1, maxLength: 6 })
    .filter((text) => text.trim() !== '')
  const domain = fc
    .string({ unit: fc.constantFrom(...'aZ.-ü_ '), maxLength: 8 })
    .map((text) => `${text}b.test`)
  fc.assert(
    fc.property(local, domain, (localPart, name) => {
      const address = `${localPart}@${name}`
      const result = read(address)
      const texts =
        'value' in result ? [...result.value.local, { text: '@' }, ...(result.value.domain ?? [])] : []
      const whole = texts.map((part) => ('text' in part ? part.text : '?')).join('')
      expect(whole).toBe(normaliseAddress(address) ?? '')
    }),
    { numRuns: 500 },
  )
})
