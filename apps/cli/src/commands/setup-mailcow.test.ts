import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { setupMailcowDocumentSchema } from '../document/setup.ts'
import { openSetupLine, settingsIn } from '../setup/setup.testkit.ts'

describe('setup mailcow', () => {
  test('prints the settings on stdout and what the server is like on stderr, and writes nothing there', async () => {
    const { mailcowSetup, mailcow } = openSetupLine()
    const before = mailcow.aliases()
    const { code, stdout, stderr } = await mailcowSetup()
    expect(code).toBe(0)
    expect(settingsIn(stdout)).toEqual({
      MAILCOW_API_URL: 'https://mail.test',
      MAILCOW_API_KEY: mailcow.keys.readWrite,
      COWHERD_DOMAIN: 'example.org',
    })
    expect(stderr).toMatch(/^Mailcow at https:\/\/mail\.test: 4 mailboxes, 1 alias; the key is read-write\n/)
    expect(stderr).toMatch(/^ {2}example\.org +4 mailboxes +1 alias +99,999 more possible$/m)
    expect(stderr).toContain("SOGo's container runs")
    expect(stderr).not.toContain(mailcow.keys.readWrite)
    expect(mailcow.aliases()).toEqual(before)
    expect(mailcow.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  test('takes the key from the settings, and writes into their file what is new', async () => {
    const { run, env, envFile, mailcow } = openSetupLine()
    Object.assign(env, {
      MAILCOW_API_URL: 'https://mail.test/api/v1/',
      MAILCOW_API_KEY: mailcow.keys.readWrite,
    })
    expect(await run(['--env-file', envFile, 'setup', 'mailcow'])).toMatchObject({ code: 0, stdout: '' })
    expect(settingsIn(readFileSync(envFile, 'utf8'))).toMatchObject({
      MAILCOW_API_URL: 'https://mail.test',
      COWHERD_DOMAIN: 'example.org',
    })
  })

  test('is one document for programs', async () => {
    const { mailcowSetup, mailcow } = openSetupLine()
    mailcow.addDomain({ domain: 'example.com', aliasLimit: 0 })
    const { code, stdout } = await mailcowSetup('--domain', 'example.com', '--json')
    expect(code).toBe(1)
    expect(v.parse(setupMailcowDocumentSchema, JSON.parse(stdout))).toMatchObject({
      ready: false,
      access: 'read-write',
      domains: [
        { name: 'example.com', aliasesLeft: 0 },
        { name: 'example.org', mailboxes: 4 },
      ],
      notes: [expect.stringContaining('raise its limit'), expect.anything()],
    })
  })

  test('says which address to allow, after one request', async () => {
    const { mailcowSetup, mailcow } = openSetupLine()
    mailcow.configureKey('readWrite', { allowFrom: '192.0.2.1' })
    const { code, stdout, stderr } = await mailcowSetup()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('Add this address')
    expect(stderr).toContain('127.0.0.1')
    expect(mailcow.requests).toHaveLength(1)
  })

  test('says that a key may only read, or is wrong, or is missing and where it comes from', async () => {
    const { mailcowSetup, run, mailcow, env } = openSetupLine()
    env['MAILCOW_API_KEY'] = mailcow.keys.readOnly
    const readOnly = await run('setup mailcow --url https://mail.test')
    expect(readOnly).toMatchObject({ code: 1, stderr: expect.stringContaining('The key may only read') })
    env['MAILCOW_API_KEY'] = undefined
    mailcow.configureKey('readWrite', { active: false })
    const wrong = await mailcowSetup()
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('wrong or switched off') })
    const none = await run('setup mailcow --url https://mail.test')
    expect(none).toMatchObject({ code: 64, stderr: expect.stringContaining('Access > API') })
    expect(await run('setup mailcow')).toMatchObject({ code: 64, stderr: expect.stringContaining('--url') })
    for (const { stdout, stderr } of [wrong, none]) {
      expect(stdout + stderr).not.toContain(mailcow.keys.readWrite)
    }
  })
})
