import { describe, expect, test } from 'vitest'
import { checkOutcome } from './outcome.ts'

const log = ['mailbox', 'edit', 'alias', { id: ['64'], private_comment: 'L0GGED' }, null]
const done = { type: 'success', log, msg: ['alias_modified', 'team@example.org'] }

function check(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return () => checkOutcome('/edit/alias', { status, text, date: undefined }, ['F00D-CAFE'])
}
function failing(...msgs: unknown[]) {
  return msgs.map((msg) => ({ type: 'danger', log, msg }))
}

test.each([
  [[done]],
  [[{ ...done, msg: ['alias_added', 'team@example.org', '9'] }]],
  [[done, { type: 'success', log, msg: "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'x'" }]],
  [[{ type: 'warning', log, msg: 'anything' }, done]],
])('nothing but successes pass (%#)', (body) => {
  expect(check(body)).not.toThrow()
})

describe('a refused change', () => {
  test.each([
    ['access_denied', /access_denied: the alias or its domain does not exist/],
    ['goto_empty', /goto_empty: no members are left/],
    ['alias_empty', /alias_empty: the address is empty/],
    ['comment_too_long', /comment_too_long: .*160 bytes/],
    ['max_alias_exceeded', /max_alias_exceeded: .*limit of aliases; raise it/],
    ['alias_goto_identical', /alias_goto_identical: .*point to itself/],
    [['goto_invalid', 'x@y'], /goto_invalid \(x@y\): .*no valid address/],
    [['alias_invalid', null], /alias_invalid: no such alias any more/],
    [
      ['is_alias_or_mailbox', 'team@example.org'],
      /is_alias_or_mailbox \(team@example\.org\): .*exists already/,
    ],
    [['is_spam_alias', 'a@b.test'], /is_spam_alias \(a@b\.test\): .*temporary alias/],
    [['domain_not_found', 'nope.test'], /domain_not_found \(nope\.test\): .*add it there/],
    [['domain_not_found', ''], /domain_not_found: /],
    ['brand_new_code', /change: brand_new_code\.$/],
  ])('is told in words: %j', (msg, message) => {
    expect(check(failing(msg))).toThrow(message)
    expect(check(failing(msg))).toThrow(expect.objectContaining({ code: 'rejected', status: 200 }))
  })

  test('beside a success says that a part may have been written', () => {
    expect(check([...failing(['goto_invalid', 'x']), done])).toThrow(
      /a part of the change may have been written/,
    )
    expect(check(failing(['goto_invalid', 'x']))).not.toThrow(/a part/)
  })

  test('counts whatever its type is called, unless it is a mere warning', () => {
    expect(check([{ type: 'error', msg: 'broken' }, done])).toThrow(/broken/)
  })

  test('with many reasons stays short', () => {
    const members = Array.from({ length: 40 }, (_, n) => ['goto_invalid', `m${n}`])
    expect(check(failing(...members))).toThrow(/\(m4\).*; 35 more\.$/)
    expect(check(failing(...members))).not.toThrow(/m5/)
  })

  test('shows neither the echoed request nor the key nor line breaks', () => {
    const refused = check(failing('An unknown error occured: TypeError\n(key F00D-CAFE)'))
    expect(refused).toThrow(/unknown error occured: TypeError \(key \*\*\*\)/)
    expect(refused).not.toThrow(/L0GGED/)
  })
})

test('"Task completed" means that nothing was done', () => {
  expect(check({ type: 'success', msg: 'Task completed' })).toThrow(
    expect.objectContaining({
      code: 'rejected',
      message: expect.stringMatching(/did nothing \("Task completed"\)/),
    }),
  )
})

test('an error sentence is a refusal', () => {
  expect(check({ type: 'error', msg: 'Cannot find attributes in post data' })).toThrow(
    expect.objectContaining({
      code: 'rejected',
      message: expect.stringMatching(/refuses the request: Cannot/),
    }),
  )
})

test.each(['', '[]', 'Fatal error', '{}', '[{"msg":"x"}]', '{"ok":true}'])(
  'an answer that tells nothing leaves the outcome open: %j',
  (text) => expect(check(text)).toThrow(expect.objectContaining({ code: 'outcome-unknown' })),
)

test('an empty body names its likely reasons', () => {
  expect(check('')).toThrow(/empty body.*too long.*second write.*locked.*php-fpm/)
})

test('a read-only key is told as such', () => {
  expect(check({ type: 'error', msg: 'API read/write access denied' }, 403)).toThrow(
    expect.objectContaining({ code: 'read-only-key' }),
  )
})
