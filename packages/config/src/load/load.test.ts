import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Settings } from '../settings.ts'
import { SettingsError } from './error.ts'
import { exampleEnvironment, memoryFiles } from './example.ts'
import { loadSettings } from './load.ts'

const load = (extra: Record<string, string | undefined> = {}, files: Record<string, string> = {}) =>
  loadSettings({ ...exampleEnvironment, ...extra }, memoryFiles(files))

function problemsOf(extra: Record<string, string | undefined>, files: Record<string, string> = {}) {
  try {
    load(extra, files)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('settings that load', () => {
  test('the required ones alone give every default', () => {
    expect(load()).toEqual({
      akBase: 'https://auth.example.com',
      akToken: 'k3Zr8vQp1LxT',
      mailcowApiUrl: 'https://mail.example.com',
      mailcowApiKey: '4F1A9C-77B2D0',
      mailcowVerifySsl: true,
      timeout: 15,
      writeConcurrency: 4,
      domain: 'example.com',
      owner: 'main',
      policy: 'sync',
      adopt: 'equal',
      include: [],
      exclude: [],
      externalMembers: 'keep',
      serviceAccounts: 'exclude',
      internal: false,
      senderAllowed: false,
      sogoVisible: true,
      orphanDays: 7,
      orphanRuns: 7,
      maxRemovedAliases: 20,
      maxRemovedMemberships: 30,
      maxMemberLoss: 50,
      thresholdFloor: 10,
      firstRunMax: 20,
      listen: '0.0.0.0:8080',
      settleMs: 500,
      secondLookMs: 5000,
      eventLog: true,
      eventLogActiveMs: 1000,
      eventLogRestMs: 10_000,
      sweepEvery: 15,
      sweepOnStart: true,
      nightlyAt: '03:00',
      doctorEvery: 60,
      logFormat: 'text',
      consoleListen: '127.0.0.1:8081',
      consoleOperators: [],
      consoleViewers: [],
      noticeWebhookKind: 'slack',
      noticeTo: [],
      logAddresses: false,
      auditDays: 400,
      dataDir: './cowherd-data',
      logLevel: 'info',
      warnings: [],
    })
  })

  test('each value that is set is in force', () => {
    const settings = load(
      {
        MAILCOW_VERIFY_SSL: 'yes',
        COWHERD_CA_FILE: '/ca.pem',
        COWHERD_TIMEOUT: '300',
        COWHERD_WRITE_CONCURRENCY: '1',
        COWHERD_DOMAIN: 'Bücher.example',
        COWHERD_POLICY: 'create-only',
        COWHERD_GROUPS: 'opt-in',
        COWHERD_INCLUDE: 'team-*, sales',
        COWHERD_EXCLUDE: '*-test',
        COWHERD_ADOPT: 'never',
        COWHERD_EXTERNAL_MEMBERS: 'drop',
        COWHERD_SERVICE_ACCOUNTS: 'include',
        COWHERD_INTERNAL: 'on',
        COWHERD_SENDER_ALLOWED: 'TRUE',
        COWHERD_SOGO_VISIBLE: 'no',
        COWHERD_ORPHAN_DAYS: '1',
        COWHERD_FIRST_RUN_MAX: '0',
        COWHERD_DATA_DIR: '/var/lib/cowherd',
        COWHERD_LOG_LEVEL: 'debug',
      },
      { '/ca.pem': '-----BEGIN CERTIFICATE-----' },
    )
    expect(settings).toMatchObject({
      caFile: '/ca.pem',
      timeout: 300,
      writeConcurrency: 1,
      domain: 'xn--bcher-kva.example',
      policy: 'create-only',
      groups: 'opt-in',
      include: ['team-*', 'sales'],
      exclude: ['*-test'],
      adopt: 'never',
      externalMembers: 'drop',
      serviceAccounts: 'include',
      internal: true,
      senderAllowed: true,
      sogoVisible: false,
      orphanDays: 1,
      firstRunMax: 0,
      dataDir: '/var/lib/cowherd',
      logLevel: 'debug',
    })
  })

  test('an empty or blank variable counts as unset', () => {
    const blanks = { COWHERD_POLICY: '', COWHERD_TIMEOUT: ' \t', COWHERD_CA_FILE: '\n', COWHERD_NONSENSE: '' }
    expect(load(blanks)).toEqual(load())
    expect(problemsOf({ AK_TOKEN: ' ' })).toMatchObject([
      { setting: 'AK_TOKEN', problem: 'is required and not set' },
    ])
  })

  test('blanks around a value do not count', () => {
    expect(load({ COWHERD_OWNER: ' main\n', AK_TOKEN: 'k3Zr8vQp1LxT\r\n' })).toEqual(load())
  })

  test('nothing in them can be changed', () => {
    const settings = load({ COWHERD_INCLUDE: 'a', MAILCOW_VERIFY_SSL: '0' })
    for (const part of [settings, settings.include, settings.warnings, settings.warnings[0]]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
  })

  test('types say what values there are', () => {
    expectTypeOf<Settings['policy']>().toEqualTypeOf<'sync' | 'upsert-only' | 'create-only'>()
    expectTypeOf<Settings['groups']>().toEqualTypeOf<'opt-in' | 'all' | undefined>()
    expectTypeOf<Settings['maxRemovedAliases']>().toEqualTypeOf<number>()
    expectTypeOf<Settings['mailcowVerifySsl']>().toEqualTypeOf<boolean>()
    expectTypeOf<Settings['include']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<Settings['dataDir']>().toEqualTypeOf<string>()
    expectTypeOf<Settings>().not.toHaveProperty('COWHERD_POLICY')
  })
})

describe('problems', () => {
  test('an empty environment names everything that is required, in order', () => {
    expect(() => loadSettings({}, memoryFiles())).toThrow(
      [
        '6 settings are wrong:',
        '- AK_BASE is required and not set. Set it to an http or https URL without user name, password, query and fragment, such as https://auth.example.com.',
        '- AK_TOKEN is required and not set. Set AK_TOKEN to the real value, or AK_TOKEN_FILE to the path of a file that holds it.',
        '- MAILCOW_API_URL is required and not set. Set it to an http or https URL without user name, password, query and fragment, such as https://mail.example.com.',
        '- MAILCOW_API_KEY is required and not set. Set MAILCOW_API_KEY to the real value, or MAILCOW_API_KEY_FILE to the path of a file that holds it.',
        '- COWHERD_DOMAIN is required and not set. Set it to a mail domain, such as example.com.',
        '- COWHERD_OWNER is required and not set. Set it to 1 to 32 characters of a-z, 0-9 and -, such as main.',
      ].join('\n'),
    )
  })

  test('a single one is told in the singular', () => {
    expect(() => load({ COWHERD_POLICY: 'synk' })).toThrow(
      'A setting is wrong:\n- COWHERD_POLICY is none of the words it can be. Set it to sync, upsert-only or create-only.',
    )
  })

  test('problems of every kind are told at once, each setting once, unknown ones last', () => {
    const problems = problemsOf({
      COWHERD_ZZZ: '1',
      COWHERD_AAA: '1',
      COWHERD_TIMEOUT: '0',
      AK_BASE: 'nonsense',
      AK_TOKEN_FILE: '/token',
      MAILCOW_API_KEY: undefined,
      MAILCOW_API_KEY_FILE: '/missing',
      COWHERD_OWNER: '"main"',
      COWHERD_CA_FILE: '/missing.pem',
    })
    expect(problems.map(({ setting }) => setting)).toEqual([
      'AK_BASE',
      'AK_TOKEN',
      'MAILCOW_API_KEY_FILE',
      'COWHERD_CA_FILE',
      'COWHERD_TIMEOUT',
      'COWHERD_OWNER',
      'COWHERD_AAA',
      'COWHERD_ZZZ',
    ])
    expect(problems.every(({ problem, fix }) => problem !== '' && fix.endsWith('.'))).toBe(true)
  })

  test('a value in quotes is told as such', () => {
    for (const quoted of ['"main"', "'main'", '`main`']) {
      expect(problemsOf({ COWHERD_OWNER: quoted })).toEqual([
        { setting: 'COWHERD_OWNER', problem: 'is wrapped in quotes', fix: 'Remove the quotes.' },
      ])
    }
  })
})
