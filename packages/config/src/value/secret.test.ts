import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { secret } from './secret.ts'

const problem = (text: string) => v.safeParse(secret(), text, { abortPipeEarly: true }).issues?.[0].message

describe('a secret', () => {
  test.each([
    'changeme',
    'Change-Me!',
    'CHANGE_ME_PLEASE',
    'replace-with-your-token',
    'insert your key here',
    'your-token-here',
    'YOUR_API_KEY',
    'my-secret-token',
    '<token>',
    '<your token>',
    '[api key]',
    '\u0024{AK_TOKEN}',
    '$AK_TOKEN',
    '$(cat token)',
    '%AK_TOKEN%',
    '{{ token }}',
    'xxxxxxxx',
    'XXXXXX-XXXXXX-XXXXXX',
    '****',
    '...',
    'token',
    'api-key',
    'secret',
    'TODO',
  ])('%s is refused as a placeholder', (text) => {
    expect(problem(text)).toBe('holds a placeholder')
  })

  test.each([
    'k3Zr8vQp1LxTn0Wm5YbHc7DsEa2FgJ4K',
    '4F1A9C-77B2D0-12AB34-99FFEE-0C0C0C',
    'demo-authentik-token',
    'yourself7Tz',
    'secret9',
    'Setting-1',
    'a{b}',
    '$2y$10$abcdef',
  ])('%s is taken as it is', (text) => {
    expect(v.parse(secret(), text)).toBe(text)
  })

  test.each(['Bearer k3Zr8vQp', 'k3Zr\n8vQp', 'k3Zr8vQp\u00e9', 'k3Zr\u00008vQp', 'k3Zr\u200b8vQp'])(
    'what an HTTP header cannot carry is refused: %j',
    (text) => {
      expect(problem(text)).toBe('holds a blank, a line break or a character outside ASCII')
    },
  )
})
