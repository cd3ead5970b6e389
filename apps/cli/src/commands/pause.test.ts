import { expect, test } from 'vitest'
import { reportDocumentSchema } from '../document/report.ts'
import { pauseDocumentSchema } from '../document/small.ts'
import { openCommandLine } from '../testkit/command-line.ts'

test('while paused a sync writes nothing and tells since when and why; after resuming it writes', async () => {
  const { run, runJson, mailcow } = openCommandLine()
  const { code, stdout } = await run(['pause', '--reason', 'moving the server'])
  expect(code).toBe(0)
  expect(stdout).toContain('Paused since 2026-11-24T12:00:00.000Z (moving the server)')
  const paused = await run('sync')
  expect(paused.code).toBe(3)
  expect(paused.stdout).toContain(
    'Paused since 2026-11-24T12:00:00.000Z (moving the server); go on with: cowherd resume. Nothing was written.',
  )
  expect((await runJson('sync', reportDocumentSchema)).document).toMatchObject({
    results: [],
    paused: { reason: 'moving the server' },
  })
  expect(mailcow.aliases()).toHaveLength(1)
  expect((await run('resume')).stdout).toContain('The pause since 2026-11-24T12:00:00.000Z')
  expect((await run('sync')).code).toBe(0)
  expect(mailcow.aliases()).toHaveLength(4)
})

test.each(['plan', 'plan --json', 'sync --dry-run'])('%s tells of a pause on stderr', async (args) => {
  const { run } = openCommandLine()
  await run('pause')
  const { code, stderr } = await run(args)
  expect(code).toBe(0)
  expect(stderr).toContain('warning: Paused since 2026-11-24T12:00:00.000Z (no reason given)')
})

test('pausing needs no server, and no setting but those of the memory', async () => {
  const { run, env, authentik, mailcow } = openCommandLine()
  for (const name of ['AK_BASE', 'AK_TOKEN', 'MAILCOW_API_URL', 'MAILCOW_API_KEY', 'COWHERD_DOMAIN']) {
    env[name] = undefined
  }
  expect((await run('pause')).code).toBe(0)
  expect((await run('resume')).code).toBe(0)
  expect([...authentik.requests, ...mailcow.requests]).toEqual([])
  env['COWHERD_OWNER'] = undefined
  const { code, stderr } = await run('pause')
  expect(code).toBe(64)
  expect(stderr).toContain('COWHERD_OWNER is required and not set')
  expect(stderr).not.toContain('AK_TOKEN')
})

test('a second pause keeps since when, and takes a new reason', async () => {
  const { run, runJson, wait } = openCommandLine()
  await run('pause --reason first')
  wait(2)
  const { document } = await runJson('pause --reason second', pauseDocumentSchema)
  expect(document.paused).toEqual({ since: '2026-11-24T12:00:00.000Z', reason: 'second' })
  expect((await runJson('pause', pauseDocumentSchema)).document.paused?.reason).toBe('second')
})

test('resuming without a pause is no error', async () => {
  const { run, runJson } = openCommandLine()
  expect(await run('resume')).toMatchObject({ code: 0, stdout: 'There was no pause.\n' })
  expect((await runJson('resume', pauseDocumentSchema)).document.paused).toBeNull()
})

test('a folder that cannot be written is a clear error', async () => {
  const { run, env } = openCommandLine()
  env['COWHERD_DATA_DIR'] = '/dev/null/cowherd'
  const { code, stderr } = await run('pause')
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^cowherd: A file cannot be read or written: .*\/dev\/null\/cowherd.*COWHERD_DATA_DIR/,
  )
})
