import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownPath } from '../route/login.ts'
import { createAttempts } from './attempts.ts'
import { isOwnHost, isOwnOrigin } from './origin.ts'
import { createSealer } from './seal.ts'
import { createTokenCheck } from './token.ts'

describe('a seal', () => {
  const sealer = createSealer(new Uint8Array(32).fill(7))

  test('opens for its own purpose and with its own key alone, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = sealer.seal('session', text)
        expect(sealer.open('session', sealed)).toBe(text)
        expect(sealer.open('passage', sealed)).toBeUndefined()
        expect(createSealer(new Uint8Array(32)).open('session', sealed)).toBeUndefined()
      }),
    )
  })

  test('never opens for what was not sealed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sealer.open('session', text)).toBeUndefined()
      }),
    )
  })
})

describe('a token', () => {
  const check = createTokenCheck({ operator: ['first-operator', 'second-operator'], viewer: ['viewer'] })

  test('opens for its role, also while it is being changed', () => {
    expect(['first-operator', 'second-operator', 'viewer'].map(check)).toEqual([
      'operator',
      'operator',
      'viewer',
    ])
  })

  test.each(['', 'first-operato', 'first-operatorr', 'VIEWER'])(
    'that is nearly right opens nothing: %j',
    (token) => {
      expect(check(token)).toBeUndefined()
    },
  )
})

describe('failed logins', () => {
  test('of one address wait after five, others do not, and 20 seconds give one more', () => {
    let now = 0
    const attempts = createAttempts(() => now)
    for (let tries = 0; tries < 5; tries += 1) {
      expect(attempts.waitSeconds('a')).toBe(0)
      attempts.failed('a')
    }
    expect(attempts.waitSeconds('a')).toBe(20)
    expect(attempts.waitSeconds('b')).toBe(0)
    now = 20_000
    expect(attempts.waitSeconds('a')).toBe(0)
  })

  test('from many addresses wait too', () => {
    const attempts = createAttempts(() => 0)
    for (let tries = 0; tries < 50; tries += 1) attempts.failed(`10.0.0.${tries}`)
    expect(attempts.waitSeconds('192.0.2.1')).toBeGreaterThan(0)
  })
})

describe('the name that the console is asked under', () => {
  test.each(['127.0.0.1:8081', 'localhost:8081', '[::1]:8081', '10.0.0.5', 'a.localhost'])(
    'may be %s',
    (host) => {
      expect(isOwnHost(host, undefined)).toBe(true)
    },
  )

  test.each([undefined, '', 'evil.example', 'localhost.evil.example', '1.2.3.4.evil.example', 'a b'])(
    'may not be %s',
    (host) => {
      expect(isOwnHost(host, 'https://cowherd.example.com')).toBe(false)
    },
  )

  test('may be the one that is set', () => {
    expect(isOwnHost('cowherd.example.com', 'https://cowherd.example.com')).toBe(true)
  })
})

describe('the origin of a form', () => {
  const url = 'https://cowherd.example.com'

  test.each([
    [url, 'cowherd.example.com', url],
    ['http://127.0.0.1:8081', '127.0.0.1:8081', undefined],
    ['http://127.0.0.1:8081', '127.0.0.1:8081', url],
  ])('%s is our own at %s with %s', (origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(true)
  })

  test.each([
    [undefined, 'cowherd.example.com', url],
    ['null', 'cowherd.example.com', url],
    ['https://evil.example', 'cowherd.example.com', url],
    ['https://cowherd.example.com.evil.example', 'cowherd.example.com', url],
    ['http://127.0.0.1:9000', '127.0.0.1:8081', undefined],
  ])('%s is not at %s with %s', (origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(false)
  })
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
  '/a\nb',
  undefined,
])('nobody is led to %j after the login', (path) => {
  expect(ownPath(path)).toBe('/')
})
