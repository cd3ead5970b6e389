import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorDocumentSchema } from '../document/error.ts'
import { settingsDocumentSchema, versionDocumentSchema } from '../document/small.ts'
import { openCommandLine } from '../testkit/command-line.ts'

describe('wrong usage', () => {
  test.each([
    ['nonsense', /unknown command 'nonsense'/],
    ['plan --nonsense', /unknown option '--nonsense'/],
    ['explain', /missing required argument 'name'/],
    ['sync --approve', /argument missing/],
    ['--env-file /no/such/file plan', /--env-file \/no\/such\/file cannot be read/],
  ])('%s ends with 64 and asks nothing', async (args, message) => {
    const { run, authentik, mailcow } = openCommandLine()
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(message)
    expect([...authentik.requests, ...mailcow.requests]).toEqual([])
  })

  test('is one document for programs', async () => {
    const { runJson } = openCommandLine()
    const { code, document } = await runJson('plan --nonsense', errorDocumentSchema)
    expect(code).toBe(64)
    expect(document.error).toMatchObject({ code: 'usage', message: "unknown option '--nonsense'" })
  })
})

describe('wrong settings', () => {
  test.each([
    'plan',
    'sync',
    'groups',
    'explain x',
    'adopt --matching',
    'release --all',
    'owner rename a b',
    'export',
    'config',
  ])('end %s with 64, with every problem at once, before anything is asked', async (args) => {
    const { run, env, authentik, mailcow } = openCommandLine()
    env['AK_TOKEN'] = undefined
    env['COWHERD_OWNER'] = 'No Good'
    env['COWHERD_TIMEOUT'] = 'soon'
    env['COWHERD_DOMIAN'] = 'example.org'
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(/^cowherd: 4 settings are wrong:/)
    for (const name of ['AK_TOKEN', 'COWHERD_OWNER', 'COWHERD_TIMEOUT', 'COWHERD_DOMIAN']) {
      expect(stderr).toContain(`- ${name} `)
    }
    expect([...authentik.requests, ...mailcow.requests]).toEqual([])
  })

  test('are one document for programs', async () => {
    const { runJson, env } = openCommandLine()
    env['AK_TOKEN'] = undefined
    const { code, document } = await runJson('plan', errorDocumentSchema)
    expect([code, document.error.code]).toEqual([64, 'settings'])
  })
})

test('settings can come from a file, and the environment wins', async () => {
  const { run, runJson, dataDir } = openCommandLine()
  const file = join(dataDir, 'settings.env')
  writeFileSync(file, '# settings\nCOWHERD_OWNER=from-file\nCOWHERD_POLICY="upsert-only"\n')
  const { document } = await runJson(`--env-file ${file} config`, settingsDocumentSchema)
  const value = (name: string) => document.settings.find((setting) => setting.name === name)?.value
  expect([value('COWHERD_OWNER'), value('COWHERD_POLICY')]).toEqual(['main', 'upsert-only'])
  expect((await run(`--env-file ${file} plan`)).stdout).toContain('policy upsert-only')
})

test('the settings in force are shown without secrets', async () => {
  const { run } = openCommandLine()
  const { stdout } = await run('config')
  expect(stdout).toMatch(/^AK_TOKEN +set$/m)
  expect(stdout).toMatch(/^COWHERD_DOMAIN +example\.org$/m)
  expect(stdout).toMatch(/^COWHERD_POLICY +sync {2}\(default\)$/m)
})

test('the version is told in three ways', async () => {
  const { run, runJson } = openCommandLine()
  const { document } = await runJson('version', versionDocumentSchema)
  expect(document.version).toMatch(/^\d+\.\d+\.\d+$/)
  expect((await run('version')).stdout).toBe(`${document.version}\n`)
  expect((await run('--version')).stdout).toBe(`${document.version}\n`)
})

test('help is no error, and no command is', async () => {
  const { run } = openCommandLine()
  const { code, stdout } = await run('--help')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: cowherd [options] [command]')
  expect(await run('adopt --help')).toMatchObject({ code: 0, stderr: '' })
  expect((await run([])).code).toBe(64)
})
