import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { auditDocumentSchema, verificationDocumentSchema } from '../audit/document.ts'
import { openCommandLine } from '../testkit/command-line.ts'
import { secrets } from '../testkit/company.ts'

async function used() {
  const line = openCommandLine()
  line.env['USER'] = 'ann'
  await line.run('sync')
  line.wait(1)
  await line.run('pause --reason moving')
  line.wait(0.01)
  await line.run('resume')
  line.wait(1)
  await line.run('release office@example.org')
  return line
}

const files = ({ dataDir }: ReturnType<typeof openCommandLine>) =>
  readdirSync(join(dataDir, 'audit'))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(dataDir, 'audit', name))

test('every change and decision of every command stands in the log, with who and why', async () => {
  const line = await used()
  const { document } = await line.runJson('audit', auditDocumentSchema)
  expect(
    document.entries.map((entry) =>
      entry.kind === 'change'
        ? `${entry.action} ${entry.address} ${entry.outcome} ${entry.cause.command} ${entry.cause.by}`
        : entry.kind === 'decision'
          ? `${entry.decision} ${entry.by} ${entry.detail}`
          : entry.kind,
    ),
  ).toEqual([
    'create backend@example.org applied sync ann',
    'create developers@example.org applied sync ann',
    'create office@example.org applied sync ann',
    'pause ann moving',
    'resume ann null',
    'release office@example.org applied release ann',
  ])
  const { stdout } = await line.run('audit --since 90m')
  expect(stdout).toContain('pause by ann  moving')
  expect(stdout).not.toContain('create')
})

test('what a plan, a dry run or a pause leaves unwritten stands nowhere', async () => {
  const line = openCommandLine()
  for (const args of ['plan', 'sync --dry-run', 'explain office', 'groups']) await line.run(args)
  expect(readdirSync(line.dataDir)).not.toContain('audit')
})

test('is found by address, person, and as many as wanted', async () => {
  const line = await used()
  const count = async (args: string) =>
    (await line.runJson(`audit ${args}`, auditDocumentSchema)).document.entries.length
  expect(await count('--address office@example.org')).toBe(2)
  expect(await count('--person bob@example.org')).toBe(2)
  expect(await count('--person ann')).toBe(6)
  expect(await count('--limit 2')).toBe(2)
  expect((await line.run('audit --limit 2')).stderr).toContain('4 older entries left out')
  expect(await count('--until 2026-11-24T12:30:00Z')).toBe(3)
  expect((await line.run('audit --since soon')).code).toBe(64)
  expect((await line.run('audit --limit few')).code).toBe(64)
})

test('no secret stands in it', async () => {
  const line = await used()
  const text = files(line)
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
  for (const secret of secrets) expect(text).not.toContain(secret)
})

describe('verify', () => {
  test('finds nothing where nothing was touched, and names file and line where something was', async () => {
    const line = await used()
    expect(await line.run('audit verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('6 records'),
    })
    const [file = ''] = files(line)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"outcome":"applied"', '"outcome":"refused"'))
    const { code, document } = await line.runJson('audit verify', verificationDocumentSchema)
    expect(code).toBe(1)
    const edited = text.split('\n').findIndex((one) => one.includes('"outcome":"applied"')) + 1
    expect(document.findings).toMatchObject([{ code: 'edited', line: edited }])
    expect((await line.run('audit verify')).stdout).toContain(`.jsonl:${edited}: it does not follow`)
  })
})

test('verify also compares with what it told before', async () => {
  const line = await used()
  const heads = join(line.dataDir, 'heads.json')
  writeFileSync(heads, (await line.run('audit verify --json')).stdout)
  expect((await line.run(`audit verify --heads ${heads}`)).code).toBe(0)
  rmSync(join(line.dataDir, 'audit'), { recursive: true })
  expect((await line.run('audit verify')).code).toBe(0)
  const { code, stdout } = await line.run(`audit verify --heads ${heads}`)
  expect(code).toBe(1)
  expect(stdout).toContain('was there and is not any more')
  expect((await line.run('audit verify --heads /dev/null')).code).toBe(64)
})

test('erase takes a person out for good', async () => {
  const line = await used()
  expect((await line.run('audit erase bob@example.org')).stdout).toContain('erased for good')
  expect((await line.run('audit')).stdout).not.toContain('bob@example.org')
  expect((await line.run('audit verify')).code).toBe(0)
  expect((await line.run('audit erase bob@example.org')).stdout).toContain('Nobody of that name')
  expect((await line.run('audit erase bo')).code).toBe(64)
})

test('prune deletes nothing that is young, and nothing at all with 0 days', async () => {
  const line = await used()
  expect((await line.run('audit prune')).stdout).toBe('0 files deleted.\n')
  line.env['COWHERD_AUDIT_DAYS'] = '0'
  line.wait(24 * 10_000)
  expect((await line.run('audit prune')).stdout).toBe('0 files deleted.\n')
})

test('where the log cannot be written, changes are made all the same, it is told and the command fails', async () => {
  const line = openCommandLine()
  writeFileSync(join(line.dataDir, 'audit'), 'no folder')
  const { code, stderr } = await line.run('sync')
  expect(code).toBe(1)
  expect(stderr).toMatch(/error: The audit log in .*audit cannot be written: .*Changes go on without it/)
  expect(line.mailcow.aliases()).toHaveLength(4)
})
