import { planDocumentSchema } from '@cowherd/plan'
import { expect, test } from 'vitest'
import { openCommandLine } from '../testkit/command-line.ts'

test('a plan is shown to people and writes nothing', async () => {
  const { run, mailcow } = openCommandLine()
  const { code, stdout, stderr } = await run('plan')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('+ create     developers@example.org  group "Developers"')
  expect(stdout).toContain('      + bob@example.org')
  expect(stdout).toMatch(/Plan [0-9a-f]{16} \(owner main, policy sync\): 3 to create/)
  expect(mailcow.requests.every(({ method }) => method === 'GET')).toBe(true)
})

test('a plan is one document for programs', async () => {
  const { runJson } = openCommandLine()
  const { code, document } = await runJson('plan', planDocumentSchema)
  expect(code).toBe(0)
  expect(document.changes.map(({ action, address }) => [action, address])).toEqual([
    ['create', 'backend@example.org'],
    ['create', 'developers@example.org'],
    ['create', 'office@example.org'],
  ])
})

test('with --detailed-exitcode the code tells whether there is something to do', async () => {
  const { run } = openCommandLine()
  expect((await run('plan --detailed-exitcode')).code).toBe(2)
  await run('sync')
  expect((await run('plan --detailed-exitcode')).code).toBe(0)
})

test('with --detailed-exitcode what is held counts as something to do', async () => {
  const { run, env } = openCommandLine()
  env['COWHERD_FIRST_RUN_MAX'] = '0'
  const { code, stdout } = await run('plan --detailed-exitcode')
  expect(code).toBe(2)
  expect(stdout).toMatch(/3 changes held until you approve/)
  expect((await run('plan')).code).toBe(0)
})

test('with --strict conflicts are an error, and without them are only listed', async () => {
  const { run, authentik } = openCommandLine()
  expect((await run('plan --strict')).code).toBe(0)
  authentik.addGroup({ name: 'postmaster', users: authentik.users().map(({ pk }) => pk) })
  expect((await run('plan')).code).toBe(0)
  expect((await run('plan --strict')).code).toBe(1)
})

test('long lists are cut, and --full shows them', async () => {
  const { run, authentik, mailcow, groups } = openCommandLine()
  for (let n = 0; n < 12; n += 1) {
    mailcow.addMailbox({ address: `p${n}@example.org` })
    authentik.addUser({ username: `p${n}`, email: `p${n}@example.org`, groups: [groups.Office] })
  }
  expect((await run('plan')).stdout).toContain('… and 4 more (--full shows all)')
  const full = (await run('plan --full')).stdout
  expect(full).toContain('+ p11@example.org')
  expect(full).not.toContain('more (--full')
})

test('warnings that many people have in common are told twice and counted, and --full shows all', async () => {
  const { run, authentik, groups } = openCommandLine()
  for (const name of ['p1', 'p2', 'p3', 'p4']) {
    authentik.addUser({ username: name, email: '', groups: [groups.Office] })
  }
  const { stdout } = await run('plan')
  expect(stdout).toContain('4 warnings:')
  expect(stdout).toContain('! … and 2 more of this kind, member-no-address (--full shows all)')
  expect(stdout).not.toContain('p3 is left out')
  expect((await run('plan --full')).stdout).toContain('p4 is left out')
})

test('a setting that is unwise is a warning on every run', async () => {
  const { run, env } = openCommandLine()
  env['MAILCOW_VERIFY_SSL'] = '0'
  expect((await run('plan')).stderr).toMatch(/^warning: MAILCOW_VERIFY_SSL is off/)
})
