import { readFileSync, statSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { errorDocumentSchema } from '../document/error.ts'
import { setupAuthentikDocumentSchema } from '../document/setup.ts'
import { openSetupLine, settingsIn } from '../setup/setup.testkit.ts'

const webhook = ['--webhook-url', 'http://cowherd:8080']

describe('setup authentik', () => {
  test('prints settings on stdout, alone, and they are all that Cowherd needs of Authentik', async () => {
    const { authentikSetupPlain, run, env, mailcow } = openSetupLine()
    const { code, stdout, stderr } = await authentikSetupPlain(...webhook, '--yes')
    expect(code).toBe(0)
    const settings = settingsIn(stdout)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0]),
    ).toEqual([...['AK_BASE', 'COWHERD_OWNER', 'AK_TOKEN', 'COWHERD_WEBHOOK_SECRET']])
    expect(stderr).toMatch(/^Authentik 2025\.6\.4 at https:\/\/auth\.test, owner main: \d+ changes\n/)
    Object.assign(env, settings, {
      ...{ MAILCOW_API_URL: 'https://mail.test', MAILCOW_API_KEY: mailcow.keys.readWrite },
      ...{ COWHERD_DOMAIN: 'example.org', COWHERD_GROUPS: 'all' },
    })
    expect(await run('plan')).toMatchObject({ code: 0 })
    expect((await run('groups --all')).stdout).toMatch(/cowherd-main.*cowherd\.enabled is false/)
  })

  test('shows with --dry-run what it would do and does nothing', async () => {
    const { authentikSetup, writes, envFile } = openSetupLine()
    const { code, stdout } = await authentikSetup(...webhook, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toMatch(/make +role +cowherd-main-reader\n/)
    expect(stdout).toMatch(/allow +role +cowherd-main-reader: authentik_core.view_group, /)
    expect(stdout).toMatch(/make +policy binding +cowherd-main-user-deleted of cowherd-main-rule\n/)
    expect(writes()).toBe(0)
    expect(() => statSync(envFile)).toThrow()
  })

  test('writes settings into a file, which only its owner may read, and keeps its other lines', async () => {
    const { authentikSetup, envFile } = openSetupLine()
    writeFileSync(envFile, '# mine\nCOWHERD_DOMAIN=example.org\nAK_TOKEN=old', { mode: 0o644 })
    const { code, stdout, stderr } = await authentikSetup(...webhook, '--yes')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    const text = readFileSync(envFile, 'utf8')
    expect(text).toMatch(/^# mine\nCOWHERD_DOMAIN=example\.org\nAK_TOKEN=[0-9a-f]{64}\nAK_BASE=/)
    expect(statSync(envFile).mode & 0o777).toBe(0o600)
    const { AK_TOKEN = '?', COWHERD_WEBHOOK_SECRET = '?' } = settingsIn(text)
    for (const secret of [AK_TOKEN, COWHERD_WEBHOOK_SECRET]) expect(stderr).not.toContain(secret)
  })

  test('writes into the file of --env-file where no other is named, and reads it first', async () => {
    const { run, envFile, tokenFile } = openSetupLine()
    writeFileSync(envFile, 'AK_BASE=https://auth.test\nCOWHERD_OWNER=second\n')
    const args = ['--env-file', envFile, 'setup', 'authentik', '--token-file', tokenFile, ...webhook, '--yes']
    const { code, stderr } = await run(args)
    expect(code).toBe(0)
    expect(stderr).toContain('owner second')
    expect(readFileSync(envFile, 'utf8')).toContain('AK_TOKEN=')
  })

  test('a second time changes neither Authentik nor the file', async () => {
    const { authentikSetup, envFile, writes } = openSetupLine()
    await authentikSetup(...webhook, '--yes')
    const [before, text] = [writes(), readFileSync(envFile, 'utf8')]
    const { code, stderr } = await authentikSetup()
    expect(code).toBe(0)
    expect(stderr).toContain('nothing to change')
    expect([writes(), readFileSync(envFile, 'utf8')]).toEqual([before, text])
  })

  test('repairs what was changed by hand and says what that was, never its value', async () => {
    const { authentikSetup, authentik } = openSetupLine()
    await authentikSetup(...webhook, '--yes')
    const group = authentik.groups().find(({ name }) => name === 'cowherd-main')
    authentik.updateGroup(group?.id ?? '', { superuser: true })
    const { stderr } = await authentikSetup('--yes')
    expect(stderr).toMatch(/1 change\n {2}correct +group +cowherd-main: is_superuser\n/)
    expect(authentik.groups().find(({ name }) => name === 'cowherd-main')?.superuser).toBe(false)
  })

  test('changes the secret in two turns', async () => {
    const { authentikSetup, envFile, authentik, env } = openSetupLine()
    const secrets = () =>
      settingsIn(readFileSync(envFile, 'utf8'))['COWHERD_WEBHOOK_SECRET']?.split(',') ?? []
    writeFileSync(envFile, 'COWHERD_WEBHOOK_SECRET=the-secret-of-before\n')
    await authentikSetup(...webhook, '--yes')
    const first = await authentikSetup('--rotate', '--yes')
    expect(first.stderr).toContain('restart Cowherd with these settings')
    const [fresh, old] = secrets()
    expect(old).toBe('the-secret-of-before')
    authentik.deliverAsConfigured({ fetch: async () => new Response(null, { status: 401 }) })
    const refused = await authentikSetup('--rotate', '--yes')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('goes on with the old one') })
    expect(secrets()).toEqual([fresh, old])
    // a shell may hold what stood in the file before
    env['COWHERD_WEBHOOK_SECRET'] = old
    authentik.deliverAsConfigured({ fetch: async () => new Response(null, { status: 200 }) })
    const second = await authentikSetup('--rotate', '--yes')
    expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining('a test with it arrived') })
    expect(secrets()).toEqual([fresh])
    authentik.stopWebhooks()
  })

  test('changes the token in two turns', async () => {
    const { authentikSetup, envFile } = openSetupLine()
    const token = () => settingsIn(readFileSync(envFile, 'utf8'))['AK_TOKEN']
    await authentikSetup(...webhook, '--yes')
    const first = token()
    expect((await authentikSetup('--rotate-token', '--yes')).stderr).toContain('Until then both hold')
    const second = token()
    expect(second).not.toBe(first)
    expect((await authentikSetup('--rotate-token', '--yes')).stderr).toContain('the old one is deleted')
    expect(token()).toBe(second)
  })

  test('makes a token anew that fell into other hands, and says to use it', async () => {
    const { authentikSetup, authentik, envFile, wait } = openSetupLine()
    await authentikSetup(...webhook, '--yes')
    const before = settingsIn(readFileSync(envFile, 'utf8'))['AK_TOKEN']
    wait(1)
    // a change that does not name the user gives the token to whoever makes it
    await authentik.fetch('https://auth.test/api/v3/core/tokens/cowherd-main-api/', {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${authentik.adminToken}` },
      body: '{"description":"changed"}',
    })
    const { stderr } = await authentikSetup('--yes')
    expect(stderr).toContain('it had to be made anew')
    expect(settingsIn(readFileSync(envFile, 'utf8'))['AK_TOKEN']).not.toBe(before)
  })

  test('takes everything away again', async () => {
    const { authentikSetup, authentik } = openSetupLine()
    const before = [authentik.groups(), authentik.users()]
    await authentikSetup(...webhook, '--yes')
    const { code, stderr } = await authentikSetup('--remove', '--yes')
    expect(code).toBe(0)
    expect(stderr).toContain('hold no longer')
    expect([authentik.groups(), authentik.users()]).toEqual(before)
    expect((await authentikSetup('--remove', '--dry-run')).stdout).toContain('nothing to change')
  })

  test('is one document for programs, with the settings in it or in the file', async () => {
    const { authentikSetup, authentikSetupPlain, envFile } = openSetupLine()
    const parse = (text: string) => v.parse(setupAuthentikDocumentSchema, JSON.parse(text))
    const dry = await authentikSetup(...webhook, '--dry-run', '--json')
    expect(parse(dry.stdout)).toMatchObject({ dryRun: true, settings: [], file: null, owner: 'main' })
    const plain = parse((await authentikSetupPlain(...webhook, '--yes', '--json')).stdout)
    expect(plain.steps).toEqual(parse(dry.stdout).steps)
    expect(plain.settings.map(({ value }) => typeof value)).toEqual(Array(4).fill('string'))
    const filed = await authentikSetup('--yes', '--json')
    expect(parse(filed.stdout)).toMatchObject({ steps: [], file: envFile })
    for (const { value } of plain.settings.filter(({ name }) => /TOKEN|SECRET/.test(name))) {
      expect(filed.stdout).not.toContain(value)
    }
  })

  test('gives a secret that has a file of its own to be put there', async () => {
    const { authentikSetup, envFile, dataDir } = openSetupLine()
    const secretFile = `${dataDir}/webhook-secret`
    writeFileSync(secretFile, 'a-secret-in-a-file-of-its-own')
    writeFileSync(envFile, `COWHERD_WEBHOOK_SECRET_FILE=${secretFile}\n`)
    const { stdout, stderr } = await authentikSetup(...webhook, '--yes')
    expect(stdout).toBe('COWHERD_WEBHOOK_SECRET=a-secret-in-a-file-of-its-own\n')
    expect(stderr).toContain(`belongs into ${secretFile}`)
    expect(readFileSync(envFile, 'utf8')).not.toContain('COWHERD_WEBHOOK_SECRET=')
  })
})

describe('setup authentik does nothing and says why', () => {
  test.each([
    [['--yes'], 64, '--webhook-url is needed'],
    [['--webhook-url', 'cowherd:8080', '--yes'], 64, 'not an http or https address'],
    [['--webhook-url', 'http://u:p@cowherd', '--yes'], 64, 'without user name, password'],
    [[...webhook, '--owner', 'Not A Name', '--yes'], 64, 'COWHERD_OWNER'],
    [['--remove', '--rotate'], 64, '--remove goes with none'],
    [webhook, 3, 'then run this with --yes'],
  ])('for %j', async (args, code, message) => {
    const { authentikSetup, writes } = openSetupLine()
    const outcome = await authentikSetup(...args)
    expect(outcome).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) })
    expect(writes()).toBe(0)
  })

  test('where no address and no token is given', async () => {
    const { run, tokenFile } = openSetupLine()
    expect(await run(['setup', 'authentik', '--token-file', tokenFile])).toMatchObject({
      ...{ code: 64, stderr: expect.stringContaining('--url, or AK_BASE') },
    })
    const nobody = await run('setup authentik --url https://auth.test')
    expect(nobody).toMatchObject({ code: 64, stderr: expect.stringContaining('--token-file') })
  })

  test('where the token is not an administrator’s, or none at all', async () => {
    const { authentikSetup, tokenFile, authentik, writes } = openSetupLine()
    writeFileSync(tokenFile, authentik.token)
    const reader = await authentikSetup(...webhook, '--yes')
    expect(reader).toMatchObject({ code: 1, stderr: expect.stringContaining('no superuser in Authentik') })
    writeFileSync(tokenFile, 'wrong-token-2718281828')
    const wrong = await authentikSetup(...webhook, '--yes', '--json')
    expect(v.parse(errorDocumentSchema, JSON.parse(wrong.stdout)).error.code).toBe('source-bad-token')
    expect(wrong.stdout + wrong.stderr + reader.stderr).not.toMatch(/wrong-token|admin-token-of/)
    expect(writes()).toBe(0)
  })

  test('where a secret would end the text that it is to stand in', async () => {
    const { authentikSetup, envFile, writes } = openSetupLine()
    writeFileSync(envFile, `COWHERD_WEBHOOK_SECRET='a-secret-with-"-in-it'\n`)
    const { code, stderr } = await authentikSetup(...webhook, '--yes')
    expect({ code, writes: writes() }).toEqual({ code: 64, writes: 0 })
    expect(stderr).toContain('double quotes')
    expect(stderr).not.toContain('a-secret-with')
  })
})

test('the administrator’s token is in no output and in no file, whatever is done', async () => {
  const { authentikSetup, authentikSetupPlain, authentik, envFile } = openSetupLine()
  const runs = [
    () => authentikSetupPlain(...webhook, '--dry-run'),
    () => authentikSetup(...webhook, '--yes'),
    () => authentikSetup('--rotate', '--yes', '--json'),
    () => authentikSetup('--rotate-token', '--yes'),
    () => authentikSetup('--remove', '--yes'),
  ]
  for (const run of runs) {
    for (const kind of [undefined, 'html-500', 'no-permission', 'drop-after'] as const) {
      authentik.faults.clear()
      if (kind) authentik.faults.add({ kind, after: 12, times: 3 })
      const { stdout, stderr } = await run()
      expect(stdout + stderr).not.toContain(authentik.adminToken)
    }
  }
  expect(readFileSync(envFile, 'utf8')).not.toContain(authentik.adminToken)
})
