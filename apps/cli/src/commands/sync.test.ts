import { planDocumentSchema } from '@cowherd/plan'
import { describe, expect, test } from 'vitest'
import { reportDocumentSchema } from '../document/report.ts'
import { openCommandLine } from '../testkit/command-line.ts'

test('a sync makes the aliases, tells it, and the second one writes nothing', async () => {
  const { run, mailcow } = openCommandLine()
  const first = await run('sync')
  expect(first.code).toBe(0)
  expect(first.stdout).toContain('3 changes made and read back.')
  expect(mailcow.aliases().map(({ address, goto }) => [address, goto])).toContainEqual([
    'developers@example.org',
    'alice@example.org,bob@example.org',
  ])
  const posts = () => mailcow.requests.filter(({ method }) => method === 'POST').length
  const before = posts()
  const second = await run('sync')
  expect(second.code).toBe(0)
  expect(second.stdout).toContain('Nothing was written.')
  expect(posts()).toBe(before)
})

test('a sync is one document for programs, and says where the aliases were saved', async () => {
  const { runJson, dataDir } = openCommandLine()
  const { code, document } = await runJson('sync', reportDocumentSchema)
  expect(code).toBe(0)
  expect(document.results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
  expect(document.savedFirst).toContain(dataDir)
  expect((await runJson('sync', reportDocumentSchema)).document.savedFirst).toBeNull()
})

test('a dry run is a plan', async () => {
  const { runJson, mailcow } = openCommandLine()
  const { document } = await runJson('sync --dry-run', planDocumentSchema)
  expect(document.changes).toHaveLength(3)
  expect(mailcow.aliases()).toHaveLength(1)
})

test('an alias that could not be written is an error, and the others are made', async () => {
  const { run, mailcow } = openCommandLine()
  mailcow.addTimeLimitedAlias('office@example.org', 'carol@example.org')
  const { code, stdout } = await run('sync')
  expect(code).toBe(1)
  expect(stdout).toMatch(/✗ create office@example\.org \(not made\): .+/)
  expect(stdout).toContain('2 changes made and read back, 1 not made.')
})

test('with --strict conflicts make a sync an error', async () => {
  const { run, authentik, people } = openCommandLine()
  authentik.addGroup({ name: 'postmaster', users: [people.alice] })
  expect((await run('sync')).code).toBe(0)
  expect((await run('sync --strict')).code).toBe(1)
})

describe('what is held', () => {
  const openHeld = () => {
    const line = openCommandLine()
    line.env['COWHERD_FIRST_RUN_MAX'] = '0'
    return line
  }
  const checksumIn = (text: string) => /cowherd sync --approve ([0-9a-f]+)/.exec(text)?.[1] ?? ''

  test('is not made, and the message has the command that approves it', async () => {
    const { run, mailcow } = openHeld()
    const { code, stdout } = await run('sync')
    expect(code).toBe(3)
    expect(stdout).toContain('held: this first run would make 3 aliases (more than 0)')
    expect(checksumIn(stdout)).toMatch(/^[0-9a-f]{16}$/)
    expect(mailcow.aliases()).toHaveLength(1)
  })

  test('is made once it is approved', async () => {
    const { run, mailcow } = openHeld()
    const checksum = checksumIn((await run('sync')).stdout)
    expect((await run(`sync --approve ${checksum}`)).code).toBe(0)
    expect(mailcow.aliases()).toHaveLength(4)
  })

  test('is not made with the checksum of something else', async () => {
    const { run, mailcow } = openHeld()
    await run('plan')
    const { code, stdout } = await run('sync --approve 0123456789abcdef')
    expect(code).toBe(3)
    expect(stdout).toContain('The approval is for another set of changes')
    expect(checksumIn(stdout.slice(stdout.indexOf('The approval')))).toMatch(/^[0-9a-f]{16}$/)
    expect(mailcow.aliases()).toHaveLength(1)
  })

  test('is not made with an approval of what was shown more than a day ago', async () => {
    const { run, wait, mailcow } = openHeld()
    const checksum = checksumIn((await run('plan')).stdout)
    wait(25)
    const { code, stdout } = await run(`sync --approve ${checksum}`)
    expect(code).toBe(3)
    expect(stdout).toContain('more than a day ago')
    expect(mailcow.aliases()).toHaveLength(1)
    expect((await run(`sync --approve ${checksum}`)).code).toBe(0)
  })

  test('tells programs what approves it and what became of the approval', async () => {
    const { runJson } = openHeld()
    const held = await runJson('sync', reportDocumentSchema)
    expect(held.code).toBe(3)
    const checksum = held.document.plan.held[0]?.approve ?? ''
    const taken = await runJson(`sync --approve ${checksum}`, reportDocumentSchema)
    expect([taken.code, taken.document.approval]).toEqual([0, 'taken'])
    const late = await runJson(`sync --approve ${checksum}`, reportDocumentSchema)
    expect([late.code, late.document.approval]).toEqual([0, 'nothing-held'])
  })

  test('looking at groups or explaining does not count as having been shown', async () => {
    const { run, wait } = openHeld()
    const checksum = checksumIn((await run('plan')).stdout)
    wait(25)
    await run('groups')
    await run('explain Office')
    expect((await run(`sync --approve ${checksum}`)).stdout).toContain('more than a day ago')
  })
})
