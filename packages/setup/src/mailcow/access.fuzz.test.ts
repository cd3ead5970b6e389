import { anyText, spoiltText } from '@cowherd/fuzz'
import { UpstreamError } from '@cowherd/upstream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKeyAccess, readSogoState } from './access.ts'

const sound = [
  { type: 'error', msg: 'API read/write access denied' },
  { 'sogo-mailcow': { state: 'running', started_at: '2026-11-24' } },
]

test('whatever Mailcow answers, a key may write, may only read, or that is not known', async () => {
  const texts = fc.oneof(...sound.map(spoiltText), anyText)
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(200, 401, 403, 404, 500), async (text, status) => {
      const options = {
        ...{ baseUrl: 'https://mail.test', key: 'key', timeoutMs: 1000, patienceMs: 0 },
        fetch: async () => new Response(text, { status, headers: { 'Content-Type': 'application/json' } }),
      }
      expect(['running', 'stopped', 'unknown']).toContain(await readSogoState(options))
      const access = await readKeyAccess(options).catch((error: unknown) => error)
      if (!(access instanceof UpstreamError)) expect(['read-write', 'read-only', 'unknown']).toContain(access)
    }),
    { numRuns: 500 },
  )
})
