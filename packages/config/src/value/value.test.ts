import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { boolean } from './boolean.ts'
import { choice } from './choice.ts'
import { percentage, wholeNumber } from './number.ts'
import { mailDomain, nameGlobs, ownerName } from './text.ts'

const problem = (schema: v.GenericSchema, text: string) =>
  v.safeParse(schema, text, { abortPipeEarly: true }).issues?.[0].message

describe('yes or no', () => {
  test.each(['1', 'true', 'TRUE', 'yes', 'Yes', 'on', 'oN'])('%s is yes', (text) => {
    expect(v.parse(boolean(), text)).toBe(true)
  })

  test.each(['0', 'false', 'False', 'no', 'NO', 'off', 'Off'])('%s is no', (text) => {
    expect(v.parse(boolean(), text)).toBe(false)
  })

  test.each(['2', 'y', 'enabled', 'true!', '01', 'nope'])('%s is refused', (text) => {
    expect(problem(boolean(), text)).toBe('is neither yes nor no')
  })
})

describe('a whole number', () => {
  test.each([
    ['1', 1],
    ['016', 16],
    ['16', 16],
  ])('%s is within 1 and 16', (text, value) => {
    expect(v.parse(wholeNumber(1, 16), text)).toBe(value)
  })

  test.each(['0', '17', '-1', '1.5', '1e1', '0x5', '5s', '٣', '12345678901234567890'])(
    '%s is refused with the bounds',
    (text) => {
      expect(problem(wholeNumber(1, 16), text)).toBe('is not a whole number from 1 to 16')
    },
  )

  test('a percentage is from 0 to 100 and has no sign', () => {
    expect(['0', '100'].map((text) => v.parse(percentage(), text))).toEqual([0, 100])
    expect(['101', '20%', '0.2'].map((text) => problem(percentage(), text))).toEqual(
      Array(3).fill('is not a whole number from 0 to 100'),
    )
  })
})

describe('a word of a few', () => {
  const policy = choice(['sync', 'upsert-only', 'create-only'])

  test('is taken in exactly its spelling', () => {
    expect(v.parse(policy, 'upsert-only')).toBe('upsert-only')
    expect(problem(policy, 'Sync')).toBe('is none of the words it can be')
  })
})

describe('a mail domain', () => {
  test.each([
    ['example.com', 'example.com'],
    ['Mail.EXAMPLE.com', 'mail.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%s is read as %s', (text, domain) => {
    expect(v.parse(mailDomain(), text)).toBe(domain)
  })

  test.each([
    '@example.com',
    'me@example.com',
    'example',
    'a..example',
    '-a.example',
    'a b.example',
    '192.0.2.1',
  ])('%s is refused', (text) => {
    expect(problem(mailDomain(), text)).toBe('is not a mail domain')
  })
})

describe('an owner', () => {
  test.each(['main', 'a', 'site-2', 'x'.repeat(32)])('%s is taken', (text) => {
    expect(v.parse(ownerName(), text)).toBe(text)
  })

  test.each(['Main', 'site_2', 'a b', 'x'.repeat(33), 'é'])('%s is refused', (text) => {
    expect(problem(ownerName(), text)).toBe('holds other characters or too many')
  })
})

describe('name globs', () => {
  test.each([
    ['', []],
    [' , ,', []],
    ['sales', ['sales']],
    [' team-* , sales eu,', ['team-*', 'sales eu']],
    ['{a,b}-team,c', ['{a,b}-team', 'c']],
    ['a{b,c', ['a{b', 'c']],
  ])('%j gives %j', (text, globs) => {
    expect(v.parse(nameGlobs(), text)).toEqual(globs)
  })
})
