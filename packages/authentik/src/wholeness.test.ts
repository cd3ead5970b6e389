import type { Source } from '@cowherd/reconcile'
import type { FaultKind } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { altering, connect, createFixture, failureOf } from './fixture.ts'

const versions = ['2025.6', '2026.8'] as const
const readings = versions.flatMap((version) => [
  { version, second: 'walked twice', isKnown: false },
  { version, second: 'known before', isKnown: true },
])
const repaired: readonly FaultKind[] = [
  'slow',
  'html-500',
  'restarting',
  'drop-before',
  'drop-after',
  'short-page',
  'page-shift',
]
const refused: readonly FaultKind[] = [
  'empty-200',
  'bad-token',
  'no-permission',
  'wrong-shape',
  'partial-permission',
  'empty-directory',
]

describe.each(readings)(
  'a fault of Authentik $version at any one request of a reading ($second)',
  ({ version, isKnown }) => {
    const pageSize = 5
    const read = (source: Source, { groupIds }: { readonly groupIds: readonly string[] }) =>
      isKnown ? source.readDirectory(undefined, new Set(groupIds)) : source.readDirectory()
    const requestsOf = async () => {
      const { simulator, groupIds } = createFixture({ version, groups: 18 })
      const { directory } = await read(connect(simulator, { pageSize }), { groupIds })
      return { count: simulator.requests.length, directory }
    }

    it.each(repaired)('is made good: %s', async (kind) => {
      const { count, directory } = await requestsOf()
      for (let after = 0; after < count; after += 1) {
        const { simulator, groupIds } = createFixture({ version, groups: 18 })
        simulator.faults.add({ kind, after, ms: 2 })
        const reading = await read(connect(simulator, { pageSize }), { groupIds })
        expect(reading.directory, `request ${after}`).toEqual(directory)
        expect(simulator.faults.hits).toBe(1)
      }
    })

    it.each(refused)('never makes the directory shorter: %s', async (kind) => {
      const { count, directory } = await requestsOf()
      let failures = 0
      for (let after = 0; after < count; after += 1) {
        const { simulator, groupIds } = createFixture({ version, groups: 18 })
        const source = connect(simulator, { pageSize })
        simulator.faults.add({ kind, after })
        const reading = await read(source, { groupIds }).catch(() => undefined)
        if (reading) expect(reading.directory, `request ${after}`).toEqual(directory)
        else failures += 1
        expect((await read(source, { groupIds })).directory).toEqual(directory)
      }
      if (kind !== 'empty-directory') expect(failures).toBeGreaterThan(0)
    })

    it.each([
      ['short-page', 'not-whole'],
      ['partial-permission', 'no-permission'],
      ['wrong-shape', 'bad-answer'],
      ['empty-200', 'bad-answer'],
      ['html-500', 'server-error'],
      ['drop-before', 'unreachable'],
    ] as const)('that stays ends in a clear error: %s', async (kind, code) => {
      // With what is known before, fewer pages are asked for.
      for (const after of isKnown ? [0, 1, 3] : [0, 1, 3, 8]) {
        const { simulator, groupIds } = createFixture({ version, groups: 18 })
        simulator.faults.add({ kind, after, times: Number.POSITIVE_INFINITY })
        const source = connect(simulator, { pageSize, patienceMs: 20, timeoutMs: 20 })
        const error = await failureOf(read(source, { groupIds }))
        expect(error.code, `from request ${after} on`).toBe(code)
      }
    })
  },
)

describe('a directory that changes while it is read', () => {
  it.each(versions)('is read once more, and then as it is, when a group is deleted (%s)', async (version) => {
    const { simulator, groupIds } = createFixture({ version, groups: 18 })
    const first = [...groupIds].sort()[0] ?? ''
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await simulator.fetch(input, init)
      if (String(input).endsWith('page=1') && simulator.groups().some((group) => group.id === first)) {
        simulator.deleteGroup(first)
      }
      return response
    }
    const { directory } = await connect(simulator, { fetch, pageSize: 5 }).readDirectory()
    expect([...directory.groups.keys()]).toEqual(
      simulator
        .groups()
        .map((group) => group.id)
        .sort(),
    )
  })

  it.each(['walked twice', 'known before'])(
    'misses nothing when a group is deleted and another one made, so that the count stays (%s)',
    async (second) => {
      const { simulator, groupIds } = createFixture({ groups: 18 })
      const first = [...groupIds].sort()[0] ?? ''
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const response = await simulator.fetch(input, init)
        if (String(input).endsWith('page=1') && simulator.groups().some((group) => group.id === first)) {
          simulator.deleteGroup(first)
          simulator.addGroup({ name: 'late', id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' })
        }
        return response
      }
      const source = connect(simulator, { fetch, pageSize: 5, concurrency: 1 })
      const known = second === 'known before' ? new Set(groupIds) : undefined
      const { directory } = await source.readDirectory(undefined, known)
      expect(directory.groups.size).toBe(simulator.groups().length)
      expect(directory.groups.has(first)).toBe(false)
    },
  )

  it('is given up after the second time, with what did not fit and what to do', async () => {
    const { simulator } = createFixture({ groups: 18 })
    let made = 0
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await simulator.fetch(input, init)
      if (String(input).includes('page=1')) simulator.addGroup({ name: `new-${made++}` })
      return response
    }
    const error = await failureOf(connect(simulator, { fetch, pageSize: 5 }).readDirectory())
    expect(error).toMatchObject({ code: 'not-whole', retryable: true })
    expect(error.message).toMatch(/page 1 speaks of 2\d groups, page \d of 2\d/)
    expect(error.message).toMatch(/read twice.*nothing is changed.*try again/)
  })

  it('is given up at once where the second reading fails in another way', async () => {
    const { simulator } = createFixture({ groups: 18 })
    simulator.faults.add({ kind: 'short-page', after: 1 })
    simulator.faults.add({ kind: 'bad-token', after: 3 })
    const error = await failureOf(connect(simulator, { pageSize: 20 }).readDirectory())
    expect(error.code).toBe('bad-token')
  })
})

describe('pages that do not fit together are not believed', () => {
  const groupsWithUsers = (url: URL) => url.searchParams.get('include_users') === 'true'
  const page = (url: URL) => Number(url.searchParams.get('page'))

  // biome-ignore lint/suspicious/noExplicitAny: the answers are altered in ways that no type allows
  const cases: [string, (body: any, url: URL) => void, RegExp][] = [
    [
      'a group that comes twice',
      (body) => body.results.fill(body.results[0]),
      /1[0-9] of the groups came twice/,
    ],
    [
      'a page that calls itself another one',
      (body, url) => {
        if (page(url) === 2) body.pagination.current = 3
      },
      /page 2 of the groups calls itself 3/,
    ],
    [
      'a page that is the last too early',
      (body) => {
        body.pagination.next = 0
      },
      /the next one 0/,
    ],
    [
      'a number of pages that does not go with the count',
      (body) => {
        body.pagination.total_pages = 1_000_000_000
      },
      /page 1 has 5 of 20 groups and announces 1000000000 pages/,
    ],
    [
      'a last page that is short',
      (body, url) => {
        if (page(url) === 4) body.results.pop()
      },
      /20 groups were announced, 19 came/,
    ],
    [
      'a member whose user did not come',
      (body) => {
        for (const group of body.results) group.users_obj = []
      },
      /members of group .* came without their user/,
    ],
    [
      'a parent that did not come',
      (body) => {
        body.results[0].parent = '11111111-1111-4111-8111-111111111111'
      },
      /a parent of group .* is not among the groups/,
    ],
  ]

  it.each(cases)('%s', async (_, alter, words) => {
    const { simulator } = createFixture({ groups: 18 })
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!groupsWithUsers(url)) return undefined
      alter(body, url)
      return body
    })
    const error = await failureOf(connect(simulator, { fetch, pageSize: 5 }).readDirectory())
    expect(error.code).toBe('not-whole')
    expect(error.message).toMatch(words)
  })

  it('a second walk that sees other groups', async () => {
    const { simulator } = createFixture({ groups: 18 })
    const fetch = altering(simulator.fetch, (body, url) => {
      if (url.searchParams.get('include_users') !== 'false') return undefined
      body.results[0].pk = '11111111-1111-4111-8111-111111111111'
      return body
    })
    const error = await failureOf(connect(simulator, { fetch }).readDirectory())
    expect(error.message).toContain(
      'two walks over the groups disagree, 1 only in the first, 1 only in the second',
    )
  })

  it('a second walk that sees other service accounts', async () => {
    const { simulator } = createFixture({ groups: 1 })
    let walks = 0
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!url.searchParams.has('type')) return undefined
      walks += 1
      body.results[0].pk = walks
      return body
    })
    const error = await failureOf(connect(simulator, { fetch }).readDirectory())
    expect(error.message).toContain('two walks over the service accounts disagree')
  })

  it('a search for a random name that finds something', async () => {
    const { simulator } = createFixture({ groups: 1 })
    const error = await failureOf(connect(simulator, { random: () => 'group-0' }).readDirectory())
    expect(error).toMatchObject({ code: 'bad-answer' })
    expect(error.message).toContain('cannot be proven')
  })
})

describe('answers of an unknown shape', () => {
  const alterGroup = async (change: object) => {
    const { simulator } = createFixture({ groups: 1 })
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!url.searchParams.has('include_users')) return undefined
      return { ...body, results: body.results.map((group: object) => ({ ...group, ...change })) }
    })
    return failureOf(connect(simulator, { fetch }).readDirectory())
  }

  it.each([
    ['no users at all', { users_obj: null }, 'results.0.users_obj'],
    ['neither parent nor parents', { parent: undefined }, 'results.0.parent'],
    ['an id that is none', { pk: 'geheim' }, 'results.0.pk'],
    ['attributes that are a list', { attributes: ['geheim'] }, 'results.0.attributes'],
    ['a name that is none', { name: 7 }, 'results.0.name'],
  ])('are refused at once, by their place: %s', async (_, change, place) => {
    const error = await alterGroup(change)
    expect(error.code).toBe('bad-answer')
    expect(error.message).toContain(place)
    expect(error.message).not.toContain('geheim')
  })
})
