import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { serverUrl } from './url.ts'

const schema = serverUrl('/api/v3')
const read = (text: string) => v.parse(schema, text)
const problem = (text: string) => v.safeParse(schema, text, { abortPipeEarly: true }).issues?.[0].message

describe('the address of a server', () => {
  test.each([
    ['https://auth.example.com', 'https://auth.example.com'],
    ['HTTPS://Auth.Example.com:443/', 'https://auth.example.com'],
    ['http://10.0.0.5:9000', 'http://10.0.0.5:9000'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://example.com/auth//', 'https://example.com/auth'],
    ['https://example.com/auth/api/v3/', 'https://example.com/auth'],
    ['https://example.com/api/v3x', 'https://example.com/api/v3x'],
  ])('%s is read as %s', (text, address) => {
    expect(read(text)).toBe(address)
  })

  test.each([
    'auth.example.com',
    'ftp://auth.example.com',
    'https://',
    'https://a b',
    'https://[1',
    'https:auth',
  ])('%s is refused as no web address', (text) => {
    expect(problem(text)).toBe('is not an http or https URL')
  })

  test.each(['https://user:word@example.com', 'https://user@example.com', 'https://:word@example.com'])(
    '%s is refused for its credentials',
    (text) => {
      expect(problem(text)).toBe('holds a user name or a password')
    },
  )

  test.each(['https://example.com/?token=1', 'https://example.com/#top', 'https://example.com?'])(
    '%s is refused for its query or fragment',
    (text) => {
      expect(problem(text)).toBe('holds a query or a fragment')
    },
  )
})
