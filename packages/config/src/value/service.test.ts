import { describe, expect, test } from 'vitest'
import { exampleEnvironment, memoryFiles } from '../load/example.ts'
import { loadSettings } from '../load/load.ts'
import { parseListenAddress } from './service.ts'

const load = (env: Record<string, string>) => loadSettings({ ...exampleEnvironment, ...env }, memoryFiles())

describe('an address to listen on', () => {
  test.each([
    ['127.0.0.1:80', { host: '127.0.0.1', port: 80 }],
    ['localhost:8080', { host: 'localhost', port: 8080 }],
    ['[::1]:8080', { host: '::1', port: 8080 }],
    ['9000', { host: '0.0.0.0', port: 9000 }],
  ])('%s has host and port', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address)
  })

  test.each(['', 'host', 'host:', ':80', '::1:80', 'a:70000', 'http://a:80'])('%j is refused', (text) => {
    expect(parseListenAddress(text)).toBeUndefined()
  })
})

describe('the webhook secret', () => {
  test('may be several while it is being changed', () => {
    expect(load({ COWHERD_WEBHOOK_SECRET: ' 0123456789abcdef, fedcba9876543210 ' }).webhookSecret).toEqual([
      '0123456789abcdef',
      'fedcba9876543210',
    ])
  })

  test.each(['short', '0123456789abcdef,short', ','])('%j is refused without being told', (text) => {
    expect(() => load({ COWHERD_WEBHOOK_SECRET: text })).toThrow(
      /COWHERD_WEBHOOK_SECRET holds a secret shorter/,
    )
  })
})

describe('the queue address', () => {
  test.each(['redis://h:1', 'rediss://u:p@h/0', 'postgres://h/db', 'postgresql://h/db'])(
    '%s is taken',
    (text) => {
      expect(load({ COWHERD_QUEUE_URL: text }).queueUrl).toBe(text)
    },
  )

  test('of another kind is refused without being told', () => {
    expect(() => load({ COWHERD_QUEUE_URL: 'mysql://root:hunter22@h' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter22') }),
    )
  })
})

test.each(['24:00', '3:00', '03:60', 'noon'])('the nightly time %j is refused', (text) => {
  expect(() => load({ COWHERD_NIGHTLY_AT: text })).toThrow(/COWHERD_NIGHTLY_AT/)
})
