import { describe, expect, test } from 'vitest'
import { answerOf, openKit } from './authentik.testkit.ts'
import { judgeAuthentikVersion } from './version.ts'

const judge = (version: unknown) => judgeAuthentikVersion(answerOf(200, { version_current: version }))

describe('the version of Authentik', () => {
  test('is known from 2025.6 to 2026.8', async () => {
    const { reader } = openKit()
    expect(judgeAuthentikVersion(await reader().get('/admin/version/')).state).toBe('ok')
    for (const version of ['2025.6.0', '2025.12.3', '2026.8.9']) expect(judge(version).state).toBe('ok')
  })

  test.each(['2025.4.1', '2024.12.0'])('%s is too old, and updating is the fix', (version) => {
    expect(judge(version)).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('2025.6 or newer'),
    })
  })

  test.each(['2026.10.0', '2027.2.1'])('%s is newer than what was tried: a warning', (version) => {
    expect(judge(version)).toMatchObject({ state: 'warning', fix: expect.stringContaining('newer Cowherd') })
  })

  test('that is not told is a warning', () => {
    const refused = judgeAuthentikVersion(answerOf(403, { detail: 'no' }))
    expect(refused).toMatchObject({ state: 'warning', fix: expect.stringContaining('2025.6 or newer') })
    expect(judge('unknown').state).toBe('warning')
  })
})
