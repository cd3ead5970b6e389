import { describe, expect, test } from 'vitest'
import { exampleEnvironment, memoryFiles } from './example.ts'
import { loadSettings } from './load.ts'

const { AK_TOKEN, ...withoutToken } = exampleEnvironment
const load = (extra: Record<string, string>, files: Record<string, string> = {}) =>
  loadSettings({ ...withoutToken, ...extra }, memoryFiles(files))

describe('a secret from a file', () => {
  test.each(['\n', '\r\n', '', ' \n\n'])('is read without what stands at its end: %j', (end) => {
    const settings = load({ AK_TOKEN_FILE: '/run/secrets/token' }, { '/run/secrets/token': AK_TOKEN + end })
    expect(settings.akToken).toBe(AK_TOKEN)
  })

  test('is checked like one from the environment', () => {
    expect(() => load({ AK_TOKEN_FILE: '/token' }, { '/token': 'changeme' })).toThrow(
      'AK_TOKEN holds a placeholder.',
    )
    expect(() => load({ AK_TOKEN_FILE: '/token' }, { '/token': `"${AK_TOKEN}"` })).toThrow(
      'AK_TOKEN is wrapped in quotes.',
    )
  })

  test('and one from the environment at once are refused', () => {
    expect(() => load({ AK_TOKEN, AK_TOKEN_FILE: '/token' }, { '/token': AK_TOKEN })).toThrow(
      'AK_TOKEN and AK_TOKEN_FILE are both set. Remove one of the two.',
    )
  })

  test('counts as not there where the variable is blank', () => {
    expect(load({ AK_TOKEN, AK_TOKEN_FILE: ' ' }).akToken).toBe(AK_TOKEN)
  })

  test('that is empty is told', () => {
    expect(() => load({ AK_TOKEN_FILE: '/token' }, { '/token': '\n' })).toThrow(
      'AK_TOKEN_FILE names an empty file: /token. Write the secret into the file.',
    )
  })

  test('that cannot be read is told with path and reason', () => {
    expect(() => load({ AK_TOKEN_FILE: '/run/secrets/token' })).toThrow(
      'AK_TOKEN_FILE names a file that cannot be read: /run/secrets/token (ENOENT).',
    )
  })

  test('that fails in an unknown way is told without the words of the failure', () => {
    const failures = [new Error(AK_TOKEN), AK_TOKEN, Object.assign(new Error(), { code: `E ${AK_TOKEN}` })]
    for (const failure of failures) {
      const readFile = () => {
        throw failure
      }
      expect(() => loadSettings({ ...withoutToken, AK_TOKEN_FILE: '/token' }, { readFile })).toThrow(
        /^A setting is wrong:\n- AK_TOKEN_FILE names a file that cannot be read: \/token \(unknown reason\)\. [^\n]*$/,
      )
    }
  })

  test('is not shown where the secret stands in place of the path', () => {
    expect(() => load({ AK_TOKEN_FILE: AK_TOKEN })).toThrow(
      'cannot be read: not shown, as it is not a whole path (ENOENT)',
    )
  })
})
