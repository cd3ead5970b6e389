import { describe, expect, test } from 'vitest'
import { refusalOf, sentenceOf } from './refusal.ts'

function answer(status: number, text: string) {
  return { status, text, date: undefined }
}
function said(status: number, msg: string) {
  return answer(status, JSON.stringify({ type: 'error', msg }))
}

test('an answer of status 200 is no refusal', () => {
  expect(refusalOf('/x', said(200, 'anything'), [])).toBeUndefined()
})

describe('a refusal', () => {
  test('of the key names the setting and the ban that threatens, and is final', () => {
    const error = refusalOf('/x', said(401, 'authentication failed'), [])
    expect(error).toMatchObject({ code: 'bad-token', side: 'target', status: 401, final: true })
    expect(error?.message).toMatch(
      /MAILCOW_API_KEY \(authentication failed\).*stopped at once.*ban this host/,
    )
  })

  test('of the network address names it and where to allow it, and is final', () => {
    const error = refusalOf('/x', said(401, 'api access denied for ip 2001:db8::7'), [])
    expect(error).toMatchObject({ code: 'address-not-allowed', final: true })
    expect(error?.message).toMatch(/2001:db8::7\. Add .* System > Configuration > Access > API/)
  })

  test.each(['<html>Login</html>', ''])('by a login that is not Mailcow’s is final: %j', (text) => {
    const error = refusalOf('/x', answer(401, text), [])
    expect(error).toMatchObject({ code: 'bad-token', final: true })
    expect(error?.message).toMatch(/a proxy before it\?/)
  })

  test('of a write says that the key may only read, and is final', () => {
    const error = refusalOf('/add/alias', said(403, 'API read/write access denied'), [])
    expect(error).toMatchObject({ code: 'read-only-key', status: 403, final: true })
    expect(error?.message).toMatch(/may only read\. Use the key of the read-write access/)
  })

  test.each([
    [said(400, "Request body doesn't contain valid json!"), 'rejected', /\/x \(400\): Request body/],
    [
      said(404, 'route not found'),
      'bad-answer',
      /does not know \/x \(404\): route not found.*MAILCOW_API_URL/,
    ],
    [answer(403, ''), 'bad-answer', /answers \/x with status 403\.$/],
    [said(405, 'only POST method is allowed'), 'bad-answer', /status 405: only POST method is allowed\.$/],
    [said(418, 'tea\npot'), 'bad-answer', /status 418: tea pot\.$/],
  ])('of any other kind tells what came back (%#)', (given, code, message) => {
    const error = refusalOf('/x', given, [])
    expect(error).toMatchObject({ code, final: false })
    expect(error?.message).toMatch(message)
  })
})

test.each(['', '{}', '[]', '{"type":"error"}', '[{"type":"danger","msg":"x"}]', '{"type":1,"msg":"x"}'])(
  '%j is no sentence',
  (text) => expect(sentenceOf(answer(200, text))).toBeUndefined(),
)

test('a body of the size of a list is not taken for a sentence', () => {
  expect(sentenceOf(said(200, 'x'.repeat(20_000)))).toBeUndefined()
})
