import { anyText, leaks, SECRET, spoiltText } from '@cowherd/fuzz'
import { UpstreamError } from '@cowherd/upstream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Verdict } from '../check/check.ts'
import { judgeMailcowVersion } from '../mailcow/version.ts'
import { type AuthentikReader, openAuthentikReader } from './reader.ts'
import { judgeToken } from './token.ts'
import { judgeAuthentikVersion } from './version.ts'
import { judgeEventLog, judgeVisibility } from './visibility.ts'

const page = { pagination: { count: 3, next: 0 }, results: [{ pk: 1 }] }

/** Everything that judges an answer, with a sound one. */
const judges: readonly (readonly [unknown, (reader: AuthentikReader) => Promise<Verdict>])[] = [
  [
    { user: { username: 'cowherd', is_superuser: false, type: 'service_account' } },
    async (reader) => judgeToken(await reader.get('/core/users/me/')),
  ],
  [
    { version_current: '2026.8.1' },
    async (reader) => judgeAuthentikVersion(await reader.get('/admin/version/')),
  ],
  [{ version: '2026-07a' }, async (reader) => judgeMailcowVersion(await reader.get('/get/status/version'))],
  [page, (reader) => judgeVisibility(reader, 'groups', 'no-such-name')],
  [page, (reader) => judgeEventLog(reader)],
]

const answers = fc.constantFrom(...judges).chain(([sound, judge]) =>
  fc.record({
    judge: fc.constant(judge),
    status: fc.constantFrom(200, 200, 200, 400, 401, 403, 404),
    text: fc.oneof(
      { weight: 3, arbitrary: spoiltText(sound) },
      { weight: 1, arbitrary: spoiltText({ detail: `${'x'.repeat(190)} ${SECRET}` }) },
      { weight: 1, arbitrary: anyText },
    ),
  }),
)

test('whatever a server answers is judged, in words for one line that tell no secret', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async ({ judge, status, text }) => {
      const reader = openAuthentikReader({
        ...{ baseUrl: 'http://auth.test', token: SECRET, timeoutMs: 1000, patienceMs: 0 },
        fetch: async () => new Response(text, { status, headers: { 'Content-Type': 'application/json' } }),
      })
      try {
        const told = Object.values(await judge(reader)).join('|')
        expect(leaks(told), told).toBe(false)
        expect(told).not.toMatch(/\p{Cc}/u)
        expect(told.length).toBeLessThan(1_500)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
      }
    }),
    { numRuns: 1_500 },
  )
})
