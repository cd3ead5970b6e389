import { describe, expect, test } from 'vitest'
import { toAddBody, toEditAttributes } from './content.ts'

const content = {
  address: 'Team@Bücher.test',
  goto: ['Bob@Example.org', 'alice@example.org'],
  flags: { active: true, internal: false, senderAllowed: true, sogoVisible: false },
  privateComment: 'mine',
  publicComment: '',
}

function member(length: number) {
  return (_: unknown, n: number) => `${String(n).padStart(length - 12, 'm')}@example.org`
}

test('a new alias is sent whole, in lower case and punycode, with every flag', () => {
  expect(toAddBody(content)).toEqual({
    address: 'team@xn--bcher-kva.test',
    goto: 'bob@example.org,alice@example.org',
    active: 1,
    internal: 0,
    sender_allowed: 1,
    sogo_visible: 0,
    private_comment: 'mine',
    public_comment: '',
  })
})

test('an edit holds only what is given', () => {
  expect(toEditAttributes({})).toEqual({})
  expect(toEditAttributes({ goto: ['A@example.org'] })).toEqual({ goto: 'a@example.org' })
  expect(toEditAttributes({ address: 'New@example.org' })).toEqual({ address: 'new@example.org' })
  expect(toEditAttributes({ privateComment: '', publicComment: 'x'.repeat(65_535) })).toEqual({
    private_comment: '',
    public_comment: 'x'.repeat(65_535),
  })
  expect(toEditAttributes({ flags: content.flags })).toEqual({
    active: 1,
    internal: 0,
    sender_allowed: 1,
    sogo_visible: 0,
  })
})

describe('the members', () => {
  test('are sent once each, whatever their case', () => {
    const goto = ['b@example.org', 'B@EXAMPLE.org', 'a@example.org', 'b@example.org']
    expect(toAddBody({ ...content, goto }).goto).toBe('b@example.org,a@example.org')
  })

  test('never hold the alias itself, in any case', () => {
    const address = 'team@example.org'
    const goto = ['TEAM@example.org', 'a@example.org', 'team@Example.org']
    expect(toAddBody({ ...content, address, goto }).goto).toBe('a@example.org')
    expect(toEditAttributes({ address, goto }).goto).toBe('a@example.org')
    expect(() => toAddBody({ ...content, address, goto: ['TEAM@example.org'] })).toThrow(
      /list of members is empty/,
    )
  })

  test('may not be missing altogether', () => {
    expect(() => toAddBody({ ...content, goto: [] })).toThrow(/Deactivate or delete the alias instead/)
    expect(() => toEditAttributes({ goto: [] })).toThrow(
      expect.objectContaining({ code: 'rejected', side: 'target' }),
    )
  })

  test.each([
    'a@x.test,evil@y.test',
    'a@x.test;b@y.test',
    '"a b"@x.test',
    'a@x.test\u0000',
    'bob',
    '@x.test',
    '',
  ])('may not be %j, which Mailcow would split or drop', (text) => {
    expect(() => toAddBody({ ...content, goto: ['ok@example.org', text] })).toThrow(/is not an address/)
  })

  test('fit in 65,535 bytes to the last one', () => {
    const goto = Array.from({ length: 2048 }, member(31))
    expect(toEditAttributes({ goto }).goto).toHaveLength(65_535)
    expect(() => toEditAttributes({ goto: [...goto.slice(1), 'x'.repeat(20) + goto[0]] })).toThrow(
      /2048 members take 65555 bytes, and an alias of Mailcow holds 65535\. Split/,
    )
    expect(() => toAddBody({ ...content, goto: [...goto, 'a@b.test'] })).toThrow(/2049 members/)
  })
})

test.each(['a@example.org,b@example.org', 'a b@example.org', 'team', 'team@', ''])(
  'the address may not be %j',
  (address) => {
    expect(() => toAddBody({ ...content, address })).toThrow(/is not the address of an alias/)
    expect(() => toEditAttributes({ address })).toThrow(/is not the address of an alias/)
  },
)

test('a catch-all is an address', () => {
  expect(toAddBody({ ...content, address: '@Example.org' }).address).toBe('@example.org')
})

describe('a comment', () => {
  test('of a new alias takes up to 160 bytes', () => {
    expect(toAddBody({ ...content, privateComment: 'ü'.repeat(80) }).private_comment).toHaveLength(80)
    expect(() => toAddBody({ ...content, privateComment: 'ü'.repeat(81) })).toThrow(
      /private comment takes 162 bytes, and Mailcow allows 160/,
    )
    expect(() => toAddBody({ ...content, publicComment: 'x'.repeat(161) })).toThrow(
      /public comment takes 161/,
    )
  })

  test('of an alias that exists takes up to 65,535 bytes', () => {
    expect(() => toEditAttributes({ privateComment: 'x'.repeat(65_536) })).toThrow(/allows 65535/)
    expect(() => toEditAttributes({ publicComment: 'x'.repeat(65_536) })).toThrow(/allows 65535/)
  })
})
