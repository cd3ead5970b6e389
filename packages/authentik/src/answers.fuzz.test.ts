import { userOfPersonalGroup } from '@cowherd/directory'
import { anyText, leaks, SECRET, spoiltText } from '@cowherd/fuzz'
import type { SourceReading } from '@cowherd/reconcile'
import { createAuthentikSimulator } from '@cowherd/simulators'
import { UpstreamError } from '@cowherd/upstream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { altering, optionsFor } from './fixture.ts'
import { createAuthentikEventLog, createAuthentikPieces, createAuthentikSource } from './index.ts'

const simulator = createAuthentikSimulator()
simulator.addToken({ token: SECRET, permissions: ['view_group', 'view_user', 'view_event'] })
const user = simulator.addUser({ username: 'anna', email: 'anna@example.org' })
const robot = simulator.addUser({ username: 'robot', email: '', type: 'service_account' })
const parent = simulator.addGroup({
  name: 'parent',
  users: [user],
  attributes: { cowherd: { address: 'x' } },
})
simulator.addGroup({ name: 'child', users: [user, robot], parents: [parent] })
const gone = '00000000-0000-4000-8000-000000000000'

/** Everything that reads an answer. */
const readers: Readonly<Record<string, (fetch: typeof globalThis.fetch) => Promise<unknown>>> = {
  directory: (fetch) => source(fetch, {}).readDirectory(),
  known: (fetch) => source(fetch, {}).readDirectory(undefined, new Set([parent, gone])),
  everybody: (fetch) => source(fetch, { personalGroups: true }).readDirectory(),
  groups: (fetch) => pieces(fetch).readGroups([parent, gone, `user-${user}`, 'user-99999']),
  'groups of a user': (fetch) => pieces(fetch).groupsOfUser(user),
  'event log': (fetch) => createAuthentikEventLog(optionsFor(simulator, { ...hasty, fetch })).readPage(1),
}
const hasty = { token: SECRET, patienceMs: 0, pageSize: 1 }
const source = (fetch: typeof globalThis.fetch, more: { personalGroups?: boolean }) =>
  createAuthentikSource(optionsFor(simulator, { ...hasty, ...more, fetch }))
const pieces = (fetch: typeof globalThis.fetch) =>
  createAuthentikPieces(optionsFor(simulator, { ...hasty, fetch, personalGroups: true }))

/** The sound answers that each of them gets, in their order. */
const sound = await Promise.all(
  Object.entries(readers).map(async ([name, read]) => {
    const answers: unknown[] = []
    await read(async (input, init) => {
      const response = await simulator.fetch(input, init)
      answers.push(await response.clone().json())
      return response
    })
    return { name, read, answers }
  }),
)

const refusal = { detail: `${'x'.repeat(190)} ${SECRET} was refused` }
const changes = fc.constantFrom(...sound).chain(({ name, read, answers }) =>
  fc.nat(answers.length - 1).chain((at) =>
    fc.record({
      name: fc.constant(name),
      read: fc.constant(read),
      at: fc.constant(at),
      status: fc.option(fc.constantFrom(200, 400, 401, 403, 404, 429), { freq: 2, nil: undefined }),
      text: fc.oneof(
        { weight: 4, arbitrary: spoiltText(answers[at]) },
        { weight: 1, arbitrary: spoiltText(refusal) },
        { weight: 1, arbitrary: anyText },
      ),
    }),
  ),
)

test('whatever Authentik answers ends as a sound reading or as an error of its own that never tells the token', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ read, at, status, text }) => {
      let count = 0
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const response = await simulator.fetch(input, init)
        count += 1
        if (count !== at + 1) return response
        return new Response(text, { status: status ?? response.status, headers: response.headers })
      }
      try {
        const reading = await read(fetch)
        if (isReading(reading)) expectSound(reading)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        expect(leaks(error.message), error.message).toBe(false)
        expect(error.message).not.toMatch(/\p{Cc}/u)
        expect(error.message.length).toBeLessThan(2_000)
      }
    }),
    { numRuns: 1_500 },
  )
})

test('a server that tells the same wrong numbers again and again makes no reading, and is not asked for ever', async () => {
  const numbers = fc.constantFrom(-1, 0, 1, 1.5, 3, 1e9, 2 ** 53, 1e308)
  const lies: fc.Arbitrary<Readonly<Record<string, number>>> = fc.oneof(
    fc.dictionary(fc.constantFrom('count', 'total_pages', 'next', 'current', 'pk'), numbers, { minKeys: 1 }),
    numbers.map((count) => ({ count, total_pages: count, next: 2 })),
    // Members of groups are told by their place in a list.
    numbers.map((pk) => ({ 0: pk, pk })),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sound), lies, async ({ read }, lie) => {
      let count = 0
      const fetch = altering(simulator.fetch, (body, url) => {
        count += 1
        // Whoever lies to the search for what is not there gets no further.
        if (url.searchParams.has('search')) return undefined
        return JSON.parse(JSON.stringify(body), (key, value) =>
          typeof value === 'number' ? (lie[key] ?? value) : value,
        )
      })
      try {
        const reading = await read(fetch)
        if (isReading(reading)) expectSound(reading)
      } catch (error) {
        expect(error).toBeInstanceOf(UpstreamError)
      }
      expect(count).toBeLessThan(100)
    }),
    { numRuns: 500 },
  )
})

function isReading(value: unknown): value is SourceReading {
  return typeof value === 'object' && value !== null && 'directory' in value
}

function expectSound({ directory }: SourceReading): void {
  for (const [id, { members, parents }] of directory.groups) {
    if (userOfPersonalGroup(id) === undefined)
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    for (const one of parents) expect(directory.groups.has(one)).toBe(true)
    for (const one of members) expect(directory.users.has(one)).toBe(true)
  }
  for (const id of directory.users.keys()) expect(Number.isSafeInteger(id) && id > 0).toBe(true)
}
