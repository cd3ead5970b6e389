import type { FaultKind } from '@cowherd/simulators'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCommandLine } from '../testkit/command-line.ts'
import { secrets } from '../testkit/company.ts'

const commands = [
  'plan',
  'plan --full',
  'sync',
  'sync --nightly',
  'sync --approve 0123456789abcdef',
  'groups --all',
  'explain alice',
  'explain hand@example.org',
  'adopt --matching',
  'adopt hand@example.org --dry-run',
  'release --all',
  'owner rename main office',
  'pause',
  'resume',
  'export',
  'import /no/such/file',
  'config',
  'config --help',
  'version',
  'nonsense',
]
const faults: readonly FaultKind[] = [
  'html-500',
  'restarting',
  'empty-200',
  'false-success',
  'view-error',
  'drop-before',
  'drop-after',
  'bad-token',
  'no-permission',
  'short-page',
  'page-shift',
  'partial-permission',
  'empty-directory',
  'wrong-shape',
]

test('no output ever holds the token or the key, whatever the command and whatever goes wrong', async () => {
  const fault = fc.record({
    kind: fc.constantFrom(...faults),
    side: fc.constantFrom('authentik' as const, 'mailcow' as const),
    after: fc.nat(12),
    times: fc.constantFrom(1, 3, Number.POSITIVE_INFINITY),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...commands), { minLength: 1, maxLength: 3 }),
      fc.array(fault, { maxLength: 3 }),
      fc.boolean(),
      fc.option(fc.constantFrom('AK_BASE', 'MAILCOW_API_URL', 'COWHERD_OWNER', 'COWHERD_DOMAIN')),
      async (lines, wrong, json, muddled) => {
        const line = openCommandLine()
        for (const { side, ...one } of wrong) line[side].faults.add(one)
        // A secret in the wrong place must not be repeated either.
        if (muddled) line.env[muddled] = secrets[1]
        for (const args of lines) {
          const { stdout, stderr } = await line.run(json ? `${args} --json` : args)
          for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
        }
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
