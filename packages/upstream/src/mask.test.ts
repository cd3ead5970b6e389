import { describe, expect, it } from 'vitest'
import { maskSecrets } from './mask.ts'

describe('maskSecrets', () => {
  it.each([
    ['as it is', 'key a/b c"d+ü end', 'key *** end'],
    ['in a query', `?k=${encodeURIComponent('a/b c"d+ü')}&x=1`, '?k=***&x=1'],
    ['in a query with lower-case escapes', '?k=a%2fb%20c%22d%2b%c3%bc', '?k=***'],
    ['in a form', `k=${new URLSearchParams({ k: 'a/b c"d+ü' }).toString().slice(2)}`, 'k=***'],
    ['in a path', encodeURI('/a/b c"d+ü/x'), '/***/x'],
    ['in JSON', JSON.stringify({ k: 'a/b c"d+ü' }), '{"k":"***"}'],
  ])('hides a secret %s', (_, text, masked) => {
    expect(maskSecrets(text, ['a/b c"d+ü'])).toBe(masked)
  })

  it('hides every occurrence of every secret', () => {
    expect(maskSecrets('one-1 two-2 one-1', ['one-1', 'two-2'])).toBe('*** *** ***')
  })

  it('leaves no rest of a secret that begins with another', () => {
    expect(maskSecrets('abcdef', ['abcd', 'abcdef'])).toBe('***')
  })

  it('leaves text alone for secrets too short to be any', () => {
    expect(maskSecrets('a message', ['', 'a', 'mes'])).toBe('a message')
  })

  it('takes a secret that is no well-formed Unicode', () => {
    expect(maskSecrets('x \ud800abcd y', ['\ud800abcd'])).toBe('x *** y')
  })
})
