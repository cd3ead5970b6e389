import { describe, expect, test } from 'vitest'
import { exampleEnvironment, memoryFiles } from './example.ts'
import { loadSettings } from './load.ts'

const warn = (extra: Record<string, string>) =>
  loadSettings({ ...exampleEnvironment, ...extra }, memoryFiles()).warnings

describe('a warning', () => {
  test.each([
    'http://localhost:9000',
    'http://auth.localhost',
    'http://127.0.0.1',
    'http://127.1:9000',
    'http://[::1]:1',
    'https://auth.example.com',
  ])('is not given for %s', (address) => {
    expect(warn({ AK_BASE: address, MAILCOW_API_URL: address })).toEqual([])
  })

  test.each([
    'http://auth.example.com',
    'http://10.0.0.5:9000',
    'http://127.example.com',
    'http://[fe80::1]',
    'http://notlocalhost',
  ])('is given for each server at %s, since its secret can be read', (address) => {
    const warnings = warn({ AK_BASE: address, MAILCOW_API_URL: address })
    expect(warnings.map(({ code }) => code)).toEqual(['plain-http', 'plain-http'])
    expect(warnings[0]?.message).toMatch(/^AK_BASE is http: .* can read AK_TOKEN\. Use https\.$/)
    expect(warnings[1]?.message).toMatch(
      /^MAILCOW_API_URL is http: .* can read MAILCOW_API_KEY\. Use https\.$/,
    )
  })

  test('is given for a console that people log in at by http', () => {
    const [warning] = warn({ COWHERD_CONSOLE_URL: 'http://cowherd.example.com' })
    expect(warning?.message).toContain('COWHERD_CONSOLE_URL is http')
  })

  test('is given for an unchecked certificate, with the better way', () => {
    expect(warn({ MAILCOW_VERIFY_SSL: '0' })).toMatchObject([
      { code: 'certificate-not-checked', message: expect.stringContaining('Set COWHERD_CA_FILE') },
    ])
  })
})
