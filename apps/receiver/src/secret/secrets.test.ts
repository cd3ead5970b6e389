import { describe, expect, it } from 'vitest'
import { createSecretCheck } from './secrets.ts'

const OLD = 'the-old-secret-of-2025'
const NEW = 'the-new-secret-of-2026'

describe('the secret of webhooks', () => {
  it('is needed, long enough and fit for a header, and no message tells it', () => {
    expect(() => createSecretCheck([])).toThrow('needs a webhook secret')
    expect(() => createSecretCheck([NEW, 'short'])).toThrow('webhook secret 2 has 5 characters; it needs 16')
    expect(() => createSecretCheck(['a secret with blanks'])).toThrow(
      /^webhook secret 1 may hold only visible/,
    )
    expect(() => createSecretCheck([`${NEW}\n`])).toThrow(RangeError)
    expect(() => createSecretCheck(['geheimnis-mit-ümlaut'])).toThrow(/^(?!.*geheimnis)/)
  })

  it('opens whichever of several it is', () => {
    const check = createSecretCheck([OLD, NEW])
    expect(check(`Bearer ${OLD}`)).toBe(true)
    expect(check(`Bearer ${NEW}`)).toBe(true)
    expect(check(`bearer  ${NEW}`)).toBe(true)
    expect(createSecretCheck([NEW])(`Bearer ${OLD}`)).toBe(false)
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer None',
    NEW,
    `Basic ${NEW}`,
    `Bearer ${NEW}x`,
    `Bearer ${NEW.slice(0, -1)}`,
    `Bearer ${NEW} ${NEW}`,
    `Bearer ${NEW.toUpperCase()}`,
  ])('does not open as %s', (authorization) => {
    expect(createSecretCheck([NEW])(authorization)).toBe(false)
  })
})
