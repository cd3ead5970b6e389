import { describe, expect, it } from 'vitest'
import { createLog, type LogOptions } from './log.ts'
import { maskAddresses } from './mask.ts'

function logged(options: Partial<LogOptions>, ...line: Parameters<ReturnType<typeof createLog>>): string {
  let text = ''
  const log = createLog({
    ...{ level: 'info', format: 'json' },
    write: (written) => {
      text += written
    },
    now: () => new Date('2026-11-25T04:00:00.5Z'),
    ...options,
  })
  log(...line)
  return text
}

describe('a line', () => {
  it('for programs is JSON with time, level, message and fields', () => {
    const text = logged({}, 'warn', 'run', { kind: 'whole', made: 3, lagMs: undefined })
    expect(text).toMatch(/^[^\n]*\n$/)
    expect(JSON.parse(text)).toEqual({
      time: '2026-11-25T04:00:00.500Z',
      level: 'warn',
      message: 'run',
      kind: 'whole',
      made: 3,
    })
  })

  it('for people is one line of text', () => {
    expect(logged({ format: 'text' }, 'info', 'run', { kind: 'part', ms: 12, lagMs: undefined })).toBe(
      '04:00:00 info  run kind=part ms=12\n',
    )
  })

  it('that matters less than the level is left out', () => {
    expect(logged({ level: 'warn' }, 'info', 'run')).toBe('')
    expect(logged({ level: 'debug' }, 'debug', 'run')).not.toBe('')
  })

  it('shows addresses only where that is wished', () => {
    const line = ['error', 'update alice@example.org: no', { member: 'bob@example.org' }] as const
    expect(logged({}, ...line)).not.toMatch(/alice|bob/)
    expect(logged({ addresses: true }, ...line)).toMatch(/alice@example\.org.*|bob@example\.org/)
  })

  it('never shows a field that is named like a secret', () => {
    expect(logged({ addresses: true }, 'info', 'x', { token: 'abc', password: 'def' })).not.toMatch(/abc|def/)
  })
})

describe('masking', () => {
  it.each([
    ['update team-a@example.org: refused', 'update ***@example.org: refused'],
    ['"Ann.B+c@mail.example.org", <d@x.de>', '"***@mail.example.org", <***@x.de>'],
    ['/get/mailbox/alice%40example.org is away', '/get/mailbox/***@example.org is away'],
    ['goes to the catch-all @example.org.', 'goes to the catch-all @example.org.'],
    ['grüße@bücher.example.', '***@bücher.example.'],
    ['redis://***@queue:6379', 'redis://***@queue:6379'],
    ['nothing here, at all', 'nothing here, at all'],
  ])('%s', (text, masked) => {
    expect(maskAddresses(text)).toBe(masked)
    expect(maskAddresses(masked)).toBe(masked)
  })
})
