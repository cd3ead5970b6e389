import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { mailAddresses } from './mail.ts'
import { secretUrl } from './secret-url.ts'

describe('mail addresses', () => {
  test.each([
    ['', []],
    ['a@example.org', ['a@example.org']],
    [' a@example.org , b+c@example.org,', ['a@example.org', 'b+c@example.org']],
  ])('%j is read', (text, addresses) => {
    expect(v.parse(mailAddresses(), text)).toEqual(addresses)
  })

  test.each(['a', 'a@example.org;b@example.org x', 'Alice <a@example.org>'])('%j is refused', (text) => {
    expect(v.safeParse(mailAddresses(), text).success).toBe(false)
  })
})

describe('an address that is a secret', () => {
  const schema = secretUrl(['smtp', 'smtps'])

  test.each(['smtp://mail.example.org', 'smtps://user:pa%20ss@mail.example.org:465'])('can be %s', (text) => {
    expect(v.parse(schema, text)).toBe(text)
  })

  test.each(['mail.example.org', 'https://mail.example.org', 'smtp://', 'smtp:mail'])(
    'cannot be %s, and is not quoted',
    (text) => {
      const { issues = [] } = v.safeParse(schema, text)
      expect(issues.map(({ message }) => message)).toEqual(['is not a smtp:// or smtps:// address'])
    },
  )
})
