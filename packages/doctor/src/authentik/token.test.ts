import { describe, expect, test } from 'vitest'
import { answerOf, openKit } from './authentik.testkit.ts'
import { judgeToken } from './token.ts'

const judgeWith = async (token?: string) => {
  const { authentik, reader } = openKit()
  authentik.addToken({ token: 'token-of-an-inactive-user', permissions: [], active: false })
  return judgeToken(await reader(token).get('/core/users/me/'))
}

describe('the token', () => {
  test('of an active account is all right, whose name is told', async () => {
    expect(await judgeWith()).toMatchObject({
      state: 'ok',
      reason: expect.stringMatching(/^It belongs to "/),
    })
  })

  test.each(['no-such-token', 'token-of-an-inactive-user'])(
    '%s is a problem, and what it takes is the fix',
    async (token) => {
      const verdict = await judgeWith(token)
      expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('AK_TOKEN (403 "') })
      expect(verdict.fix).toMatch(
        /API token of an active user.*cowherd setup authentik.*App passwords are refused/,
      )
      expect(JSON.stringify(verdict)).not.toContain(token)
    },
  )

  test('of an internal service account is refused: it may be shown empty lists', () => {
    const user = { username: 'ak-outpost', is_superuser: false, type: 'internal_service_account' }
    const verdict = judgeToken(answerOf(200, { user }))
    expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('service_account') })
  })

  test('of a superuser works and is a warning', async () => {
    const { authentik, reader } = openKit()
    const verdict = judgeToken(await reader(authentik.adminToken).get('/core/users/me/'))
    expect(verdict).toMatchObject({ state: 'warning', fix: expect.stringContaining('only read') })
  })

  test('that a proxy keeps back, or whose owner is not told, is a problem of the address', () => {
    expect(judgeToken(answerOf(401, ''))).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('AK_BASE'),
    })
    expect(judgeToken(answerOf(200, ''))).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('AK_BASE'),
    })
  })
})
