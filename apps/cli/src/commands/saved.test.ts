import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSavedAliases, savedAliasesSchema } from '@cowherd/state'
import { describe, expect, test } from 'vitest'
import { importDocumentSchema } from '../document/import.ts'
import { exportDocumentSchema } from '../document/small.ts'
import { openCommandLine } from '../testkit/command-line.ts'

/** A synced company, with a file of its aliases. */
async function saved() {
  const line = openCommandLine()
  await line.run('sync')
  const file = join(line.dataDir, 'aliases.json')
  await line.run(`export ${file}`)
  return { ...line, file }
}

const idOf = ({ mailcow }: ReturnType<typeof openCommandLine>, address: string) =>
  mailcow.aliases().find((row) => row.address === address)?.id ?? 0

describe('export', () => {
  test('prints every alias, whoever owns it', async () => {
    const { runJson, run } = openCommandLine()
    await run('sync')
    const { document } = await runJson('export', savedAliasesSchema)
    expect(document.aliases.map(({ address }) => address)).toEqual([
      'hand@example.org',
      'backend@example.org',
      'developers@example.org',
      'office@example.org',
    ])
    expect((await run('export')).stdout).toBe(`${JSON.stringify(document, null, 2)}\n`)
  })

  test('writes a file that only its owner may read, and overwrites none', async () => {
    const { run, runJson, file, wait } = await saved()
    const before = readFileSync(file, 'utf8')
    expect(parseSavedAliases(before).aliases).toHaveLength(4)
    wait(1)
    const { code, stderr } = await run(`export ${file}`)
    expect(code).toBe(1)
    expect(stderr).toBe(`cowherd: ${file} is there already; --force overwrites it.\n`)
    expect(readFileSync(file, 'utf8')).toBe(before)
    const { document } = await runJson(`export ${file} --force`, exportDocumentSchema)
    expect(document).toMatchObject({ file, target: 'https://mail.test', aliases: 4 })
    expect(readFileSync(file, 'utf8')).not.toBe(before)
  })
})

describe('import', () => {
  test('shows the differences and writes nothing', async () => {
    const line = await saved()
    line.mailcow.editAlias(idOf(line, 'office@example.org'), { goto: 'bob@example.org' })
    line.mailcow.removeAlias(idOf(line, 'backend@example.org'))
    line.mailcow.addAlias({ address: 'new@example.org', goto: 'bob@example.org' })
    const before = line.mailcow.aliases()
    const { code, stdout } = await line.run(`import ${line.file}`)
    expect(code).toBe(0)
    expect(stdout).toContain('~ update     office@example.org')
    expect(stdout).toContain('+ create     backend@example.org')
    expect(stdout).toContain('1 alias came since and stays as it is: new@example.org')
    expect(stdout).toContain('To restore them: the same command with --apply')
    expect(line.mailcow.aliases()).toEqual(before)
  })

  test('restores on request what is missing and what differs, and deletes nothing', async () => {
    const line = await saved()
    line.mailcow.editAlias(idOf(line, 'office@example.org'), { goto: 'bob@example.org', active: false })
    line.mailcow.removeAlias(idOf(line, 'backend@example.org'))
    const added = line.mailcow.addAlias({ address: 'new@example.org', goto: 'bob@example.org' })
    const { code, document } = await line.runJson(`import ${line.file} --apply`, importDocumentSchema)
    expect(code).toBe(0)
    expect(document.results.map(({ action, address, outcome }) => [action, address, outcome])).toEqual([
      ['create', 'backend@example.org', 'applied'],
      ['reactivate', 'office@example.org', 'applied'],
    ])
    expect(document.added).toEqual([{ id: added, address: 'new@example.org' }])
    const again = await line.runJson(`import ${line.file}`, importDocumentSchema)
    expect(again.document).toMatchObject({ changes: [], dryRun: true })
    expect(line.mailcow.aliases()).toHaveLength(5)
  })

  test('writes what is not ours only with --yes, after it was listed', async () => {
    const line = await saved()
    line.mailcow.editAlias(idOf(line, 'hand@example.org'), { goto: 'bob@example.org' })
    line.mailcow.editAlias(idOf(line, 'office@example.org'), { goto: 'bob@example.org' })
    const before = line.mailcow.aliases()
    const { code, stderr } = await line.run(`import ${line.file} --apply`)
    expect(code).toBe(3)
    expect(stderr).toContain("1 alias is not Cowherd's (owner main):\n- update hand@example.org\nGive --yes")
    expect(line.mailcow.aliases()).toEqual(before)
    expect((await line.run(`import ${line.file} --apply --yes`)).code).toBe(0)
    expect(line.mailcow.aliases().find(({ address }) => address === 'hand@example.org')?.goto).toBe(
      'carol@example.org',
    )
  })

  test('--only restores single aliases', async () => {
    const line = await saved()
    line.mailcow.removeAlias(idOf(line, 'office@example.org'))
    line.mailcow.removeAlias(idOf(line, 'backend@example.org'))
    const { document } = await line.runJson(
      `import ${line.file} --apply --only OFFICE@example.org`,
      importDocumentSchema,
    )
    expect(document.results.map(({ address }) => address)).toEqual(['office@example.org'])
    const { code, stderr } = await line.run(`import ${line.file} --only ofice@example.org`)
    expect(code).toBe(1)
    expect(stderr).toContain('The file holds no alias ofice@example.org. Did you mean "office@example.org"?')
  })

  test('a file of another server is a warning', async () => {
    const line = await saved()
    line.env['MAILCOW_API_URL'] = 'https://mail2.test'
    const { code, stderr } = await line.run(`import ${line.file}`)
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^warning: .*aliases\.json is of another server, https:\/\/mail\.test; this one is https:\/\/mail2\.test\./,
    )
  })

  test('nothing is restored while writes are paused', async () => {
    const line = await saved()
    line.mailcow.removeAlias(idOf(line, 'office@example.org'))
    await line.run('pause')
    expect((await line.run(`import ${line.file} --apply`)).code).toBe(3)
    expect(idOf(line, 'office@example.org')).toBe(0)
  })

  test('what the first sync saved is the way back', async () => {
    const line = openCommandLine()
    line.mailcow.addAlias({ address: 'office@example.org', goto: ['alice@example.org', 'carol@example.org'] })
    await line.run('sync')
    const file = join(line.dataDir, 'main', 'saved', 'https_mail.test.json')
    expect(existsSync(file)).toBe(true)
    const { stdout } = await line.run(`import ${file}`)
    expect(stdout).toContain('~ update     office@example.org')
    expect(stdout).toContain('2 aliases came since and stay as they are')
  })

  test.each([
    ['no-such-file.json', undefined, /no-such-file\.json: ENOENT/],
    ['text.json', 'hello', /text\.json: the file is not JSON/],
    ['other.json', '{"version": 2}', /other\.json: the file does not hold saved aliases: version/],
  ])('%s is refused before anything is asked', async (name, content, message) => {
    const line = openCommandLine()
    const file = join(line.dataDir, name)
    if (content !== undefined) writeFileSync(file, content)
    const { code, stderr } = await line.run(`import ${file} --apply`)
    expect(code).toBe(64)
    expect(stderr).toMatch(message)
    expect(line.mailcow.requests).toEqual([])
  })
})
