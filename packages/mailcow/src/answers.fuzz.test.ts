import { anyText, leaks, SECRET, spoiltText } from '@cowherd/fuzz'
import type { Target, TargetPieces, TargetWriter } from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { optionsFor, raw } from './fake-server.ts'
import { createMailcowPieces, createMailcowTarget } from './index.ts'
import { aliasRow, domainRow, mailboxRow } from './rows.ts'
import { createMailcowWriter } from './writer.ts'

const row = aliasRow({ id: 7, address: 'team@example.org' })
const sentence = { type: 'error', msg: `a word ${'x'.repeat(185)} ${SECRET}` }

/** Sound answers, by path. */
const sound: Readonly<Record<string, unknown>> = {
  '/get/status/version': { version: '2026-07a' },
  '/get/domain/all': [domainRow({ domain_name: 'example.org', aliases_in_domain: 1, mboxes_in_domain: 1 })],
  '/get/alias-domain/all': [{ alias_domain: 'example.net', target_domain: 'example.org' }],
  '/get/mailbox/all': [mailboxRow({ username: 'alice@example.org' })],
  '/get/mailbox/alice%40example.org': mailboxRow({ username: 'alice@example.org' }),
  '/get/alias/all': [row],
  '/get/alias/7': row,
  '/get/alias/team%40example.org': row,
  '/add/alias': [
    {
      type: 'success',
      log: ['mailbox', 'add', 'alias', {}, null],
      msg: ['alias_added', 'team@example.org', '7'],
    },
  ],
}

const content = {
  address: 'team@example.org',
  goto: ['alice@example.org'],
  flags: { active: true, internal: false, senderAllowed: false, sogoVisible: false },
  privateComment: '',
  publicComment: '',
}

interface Mailcow {
  readonly target: Target
  readonly pieces: TargetPieces
  readonly writer: TargetWriter
}

/** Everything that reads an answer, and the paths that it asks for. */
const readers: readonly (readonly [RegExp, (mailcow: Mailcow) => Promise<unknown>])[] = [
  [/version$|all$/, ({ target }) => target.readState()],
  [/alias\/7$/, ({ target }) => target.readAlias(7)],
  [/alias\/team/, ({ target }) => target.findAlias('team@example.org')],
  [/domain/, ({ pieces }) => pieces.readDomains()],
  [/mailbox\/alice/, ({ pieces }) => pieces.readMailbox('alice@example.org')],
  [/add/, ({ writer }) => writer.create(content)],
]

function connect(change: (path: string) => (() => Response) | undefined): Mailcow {
  const fetch: typeof globalThis.fetch = async (input) => {
    const path = new URL(String(input)).pathname.replace(/^.*?\/api\/v1/, '')
    return (change(path) ?? raw(200, JSON.stringify(sound[path])))()
  }
  const options = { ...optionsFor(fetch), key: SECRET, patienceMs: 0 }
  return {
    target: createMailcowTarget(options),
    pieces: createMailcowPieces(options),
    writer: createMailcowWriter(options),
  }
}

const changes = fc.constantFrom(...Object.keys(sound)).chain((path) =>
  fc.record({
    path: fc.constant(path),
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant(200) },
      { weight: 1, arbitrary: fc.constantFrom(400, 401, 403, 404, 405, 429) },
    ),
    text: fc.oneof(
      { weight: 3, arbitrary: spoiltText(sound[path]) },
      { weight: 1, arbitrary: spoiltText(sentence) },
      { weight: 1, arbitrary: spoiltText([{ type: 'danger', msg: ['goto_invalid', SECRET] }]) },
      { weight: 1, arbitrary: anyText },
    ),
  }),
)

test('sound answers are taken', async () => {
  for (const [, read] of readers) await read(connect(() => undefined))
})

test('whatever Mailcow answers ends as a value or as an error of its own that never tells the key', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ path, status, text }) => {
      const mailcow = connect((asked) => (asked === path ? raw(status, text) : undefined))
      for (const [paths, read] of readers) {
        if (!paths.test(path)) continue
        try {
          await read(mailcow)
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error
          // Domains are named, whatever they are called.
          if (error.code !== 'not-whole') expect(leaks(error.message), error.message).toBe(false)
          expect(error.message).not.toMatch(/\p{Cc}/u)
          expect(error.message.length).toBeLessThan(3_000)
        }
      }
    }),
    { numRuns: 1_500 },
  )
})
