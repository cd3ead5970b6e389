import { readKeyAccess } from '@cowherd/setup'
import { createMailcowSimulator } from '@cowherd/simulators'
import { describe, expect, test } from 'vitest'
import { judgeMailcowVersion } from './version.ts'
import { judgeAccess } from './write.ts'

describe('the version of Mailcow', () => {
  const judge = (version: string | null) => judgeMailcowVersion({ text: JSON.stringify({ version }) })

  test.each(['2026-07a', '2026-01', '2027-03b'])('%s has all switches', (version) => {
    expect(judge(version)).toMatchObject({ state: 'ok', reason: `Mailcow ${version}.` })
  })

  test('without some switches is a warning that names them', () => {
    expect(judge('2025-10')).toMatchObject({
      state: 'warning',
      reason: 'Mailcow 2025-10 does not know sender_allowed of an alias yet; it is left alone.',
      fix: expect.stringContaining('2026-01 or newer'),
    })
    expect(judge('2024-11').reason).toContain('internal and sender_allowed')
  })

  test('that is not told, or says nothing, is a warning', () => {
    for (const verdict of [judge(null), judge(''), judge('master'), judgeMailcowVersion({ text: '' })]) {
      expect(verdict).toMatchObject({ state: 'warning', fix: expect.stringContaining('2025-09') })
    }
  })
})

describe('whether the key may write', () => {
  const judgeKey = async (which: 'readWrite' | 'readOnly') => {
    const mailcow = createMailcowSimulator()
    const access = await readKeyAccess({
      ...{ baseUrl: 'http://mail.test', key: mailcow.keys[which], fetch: mailcow.fetch },
      ...{ timeoutMs: 1000, patienceMs: 50 },
    })
    expect(mailcow.requests.every(({ method }) => method === 'GET')).toBe(true)
    return judgeAccess(access)
  }

  test('is found out by reads alone', async () => {
    expect((await judgeKey('readWrite')).state).toBe('ok')
  })

  test('a key that may only read is a problem, and the place of the other is the fix', async () => {
    const verdict = await judgeKey('readOnly')
    expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('read-write access') })
  })

  test('what cannot be told is a warning', () => {
    expect(judgeAccess('unknown')).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('--dry-run'),
    })
  })
})
