import { describe, expect, test } from 'vitest'
import { errorDocumentSchema } from '../document/error.ts'
import { openCommandLine } from '../testkit/command-line.ts'

const reading = ['plan', 'sync', 'groups', 'explain alice', 'adopt --matching', 'adopt hand@example.org']
const targetOnly = ['release --all', 'owner rename main office', 'export']

describe.each(['drop-before', 'html-500', 'restarting', 'empty-200'] as const)('Mailcow with %s', (kind) => {
  test.each([...reading, ...targetOnly])('ends %s with 1 and says which server it is', async (args) => {
    const { run, mailcow } = openCommandLine()
    mailcow.faults.add({ kind, times: Number.POSITIVE_INFINITY })
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^cowherd: Mailcow .*\n$/)
    expect(mailcow.aliases()).toHaveLength(1)
  })
})

describe.each(['drop-before', 'html-500', 'restarting', 'empty-200'] as const)(
  'Authentik with %s',
  (kind) => {
    test.each(reading)('ends %s with 1 and says which server it is', async (args) => {
      const { run, authentik, mailcow } = openCommandLine()
      authentik.faults.add({ kind, times: Number.POSITIVE_INFINITY })
      const { code, stdout, stderr } = await run(args)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^cowherd: .*Authentik.*\n$/)
      expect(mailcow.aliases()).toHaveLength(1)
    })
  },
)

test.each([
  ['source-bad-token', 'AK_TOKEN'],
  ['target-bad-token', 'MAILCOW_API_KEY'],
])('%s is a code for programs, at exit code 1', async (code, setting) => {
  const { runJson, env } = openCommandLine()
  env[setting] = 'no-such-secret-3141592653'
  const outcome = await runJson('plan', errorDocumentSchema)
  expect(outcome.code).toBe(1)
  expect(outcome.document.error.code).toBe(code)
  expect(outcome.document.error.message).toContain(setting)
})

test('a server that never answers is given up on after the patience that the program has', async () => {
  const { run, mailcow, env } = openCommandLine()
  env['COWHERD_TIMEOUT'] = '1'
  mailcow.faults.add({ kind: 'slow', ms: 60_000, times: Number.POSITIVE_INFINITY })
  const started = performance.now()
  const { code, stderr } = await run('export')
  expect(code).toBe(1)
  expect(stderr).toContain('no answer within')
  expect(performance.now() - started).toBeLessThan(5000)
})
