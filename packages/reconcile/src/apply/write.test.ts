import { describe, expect, it } from 'vitest'
import { aliasOf, changeOf, creationOf, flags } from '../testkit/aliases.ts'
import { createFakeServer, type FakeServer, inTurn, targetError, writesOf } from '../testkit/server.ts'
import { writeChange } from './write.ts'

const board = aliasOf(1)
const wish = { members: ['u2@example.org', 'u3@example.org'] }
const update = changeOf(board, wish)
const deletion = changeOf(board, undefined)
const creation = creationOf('new@example.org')

/** Makes a change, with a clock on which waiting takes no time. */
async function make(server: FakeServer, change = update) {
  const waits: number[] = []
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
  }
  const result = await writeChange(change, { target: server, writer: server, absentFlags: [], sleep })
  return { ...result, waits }
}

describe('a change that goes well', () => {
  it.each([
    ['an update', update, ['read 1', 'update 1', 'read 1'], 1],
    ['a deletion', deletion, ['read 1', 'delete 1', 'read 1'], 1],
    ['a creation', creation, ['create new@example.org', 'find new@example.org'], 2],
  ])('%s is looked at just before, written once, and read back', async (_, change, calls, id) => {
    const server = createFakeServer([board])
    expect(await make(server, change)).toEqual({
      ...{ change, outcome: 'applied', id, reason: undefined, uncertain: false },
      waits: [],
    })
    expect(server.calls).toEqual(calls)
  })

  it('leaves what it does not change as a person wrote it', async () => {
    const server = createFakeServer([{ ...board, goto: ['U1@example.org'], publicComment: 'ours' }])
    await make(server, changeOf({ ...board, publicComment: 'ours' }, { flags: { active: false } }))
    expect(server.aliases.get(1)).toEqual({
      ...board,
      goto: ['U1@example.org'],
      publicComment: 'ours',
      flags: { ...flags, active: false },
    })
  })
})

describe('an alias that is not as planned any more', () => {
  it.each([
    ['update', update],
    ['deletion', deletion],
  ])('is not overwritten where somebody changed it meanwhile: %s', async (_, change) => {
    const server = createFakeServer([{ ...board, goto: ['by-hand@example.org'] }])
    expect(await make(server, change)).toMatchObject({
      ...{ outcome: 'failed', uncertain: false },
      reason: 'the alias was changed by somebody else meanwhile; the next run looks again',
    })
    expect(server.calls).toEqual(['read 1'])
  })

  it('is not made anew where somebody deleted it meanwhile', async () => {
    const server = createFakeServer([])
    expect(await make(server)).toMatchObject({
      outcome: 'failed',
      reason: 'the alias was deleted by somebody else meanwhile; the next run looks again',
    })
    expect(server.calls).toEqual(['read 1'])
  })

  it('that should go and is gone already counts as done, without a write', async () => {
    const server = createFakeServer([])
    expect(await make(server, deletion)).toMatchObject({ outcome: 'applied', id: 1 })
    expect(server.calls).toEqual(['read 1'])
  })

  it('that is already as it should be counts as done, without a write', async () => {
    const server = createFakeServer([{ ...board, goto: wish.members }])
    expect(await make(server)).toMatchObject({ outcome: 'applied', id: 1 })
    expect(server.calls).toEqual(['read 1'])
  })
})

describe('an answer that is not true', () => {
  it('a success without effect is found by reading back, and not repeated', async () => {
    const server = createFakeServer([board], { onWrite: () => 'false-success' })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', uncertain: false },
      reason: expect.stringMatching(/answered that it was done, and reading back shows that it was not/),
    })
    expect(server.calls).toEqual(['read 1', 'update 1', 'read 1'])
  })

  it('a success that left a part out is found by reading back', async () => {
    const server = createFakeServer([board], { onWrite: () => 'partly' })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', uncertain: true },
      reason: expect.stringMatching(/reading back shows something else/),
    })
    expect(server.calls.filter((call) => call.startsWith('update'))).toHaveLength(1)
  })

  it('a refusal of what is there all the same counts as done', async () => {
    const server = createFakeServer([board], {
      onWrite: () => {
        server.aliases.set(1, { ...board, goto: wish.members })
        return 'rejected'
      },
    })
    expect(await make(server)).toMatchObject({ outcome: 'applied' })
  })
})

describe('a refused change', () => {
  it.each([
    ['an update', update, 'update 1'],
    ['a deletion', deletion, 'delete 1'],
    ['a creation', creation, 'create new@example.org'],
  ])('%s is not repeated and tells the reason', async (_, change, call) => {
    const server = createFakeServer([board], { onWrite: () => 'rejected' })
    expect(await make(server, change)).toMatchObject({
      ...{ outcome: 'failed', reason: 'Mailcow says rejected.', uncertain: false },
    })
    expect(server.calls.filter((made) => made === call)).toHaveLength(1)
    expect(server.aliases).toEqual(new Map([[1, board]]))
  })

  it("leaves a person's alias alone that took the address meanwhile", async () => {
    const theirs = aliasOf(7, { address: 'new@example.org', privateComment: 'mine' })
    const server = createFakeServer([theirs], { onWrite: () => 'rejected' })
    expect(await make(server, creation)).toMatchObject({ outcome: 'failed', id: undefined })
    expect(server.calls).toEqual(['create new@example.org', 'find new@example.org'])
    expect(server.aliases.get(7)).toBe(theirs)
  })

  it('in words that are not known concerns this one change and is read back too', async () => {
    const server = createFakeServer([board], { onWrite: () => targetError('bad-answer', 429) })
    expect(await make(server)).toMatchObject({ outcome: 'failed', reason: 'Mailcow says bad-answer.' })
    expect(server.calls).toEqual(['read 1', 'update 1', 'read 1'])
  })
})

describe('a write without an answer', () => {
  const changes = [
    ['an update', update],
    ['a deletion', deletion],
    ['a creation', creation],
  ] as const

  it.each(changes)('that had its effect counts as done without a repeat: %s', async (_, change) => {
    const server = createFakeServer([board], { onWrite: () => 'unheard' })
    expect(await make(server, change)).toMatchObject({ outcome: 'applied', waits: [] })
    expect(writesOf(server)).toHaveLength(1)
  })

  it.each(changes)('that has its effect later is waited for, not repeated: %s', async (_, change) => {
    const server = createFakeServer([board], { onWrite: () => 'late' })
    expect(await make(server, change)).toMatchObject({ outcome: 'applied', waits: [1000, 2000] })
    expect(writesOf(server)).toHaveLength(1)
  })

  it.each(changes)('and without effect is repeated exactly once, after 15 s: %s', async (_, change) => {
    const server = createFakeServer([board], { onWrite: inTurn('lost') })
    expect(await make(server, change)).toMatchObject({
      outcome: 'applied',
      waits: [1000, 2000, 4000, 8000],
    })
    expect(writesOf(server)).toHaveLength(2)
  })

  it.each(changes)('is not sent a third time, and may still have its effect: %s', async (_, change) => {
    const server = createFakeServer([board], { onWrite: () => 'lost' })
    expect(await make(server, change)).toMatchObject({
      ...{ outcome: 'failed', uncertain: true },
      reason: expect.stringMatching(/sent twice and reading back shows no effect/),
    })
    expect(writesOf(server)).toHaveLength(2)
  })

  it('is not repeated onto what somebody else wrote meanwhile', async () => {
    const server = createFakeServer([board], {
      onWrite: () => 'lost',
      onLook: (_, nth) => {
        if (nth === 1) server.aliases.set(1, { ...board, goto: ['by-hand@example.org'] })
      },
    })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', uncertain: true },
      reason: expect.stringMatching(/neither the old nor the new content/),
    })
    expect(writesOf(server)).toHaveLength(1)
    expect(server.aliases.get(1)?.goto).toEqual(['by-hand@example.org'])
  })

  it("is not repeated where a person's alias took the address of a new one meanwhile", async () => {
    const theirs = aliasOf(7, { address: 'new@example.org', privateComment: 'mine' })
    const server = createFakeServer([board], {
      onWrite: () => 'lost',
      onLook: () => server.aliases.set(7, theirs),
    })
    expect(await make(server, creation)).toMatchObject({ outcome: 'failed' })
    expect(writesOf(server)).toHaveLength(1)
    expect(server.aliases.get(7)).toBe(theirs)
  })

  it('is over with an empty answer: repeated once, without waiting', async () => {
    const server = createFakeServer([board], { onWrite: inTurn('empty', 'empty') })
    expect(await make(server)).toMatchObject({ outcome: 'failed', uncertain: false, waits: [] })
    expect(writesOf(server)).toHaveLength(2)
  })

  it('may be under way behind a proxy that gave up: waited for', async () => {
    const server = createFakeServer([board], { onWrite: inTurn(targetError('outcome-unknown', 504)) })
    expect(await make(server)).toMatchObject({ outcome: 'applied', waits: [1000, 2000, 4000, 8000] })
  })

  it('stays uncertain when the repeat is refused', async () => {
    const server = createFakeServer([board], { onWrite: inTurn('lost', 'rejected') })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', reason: 'Mailcow says rejected.', uncertain: true },
    })
  })

  it('stays uncertain when the repeat finds the key refused', async () => {
    const server = createFakeServer([board], { onWrite: inTurn('lost', targetError('bad-token', 401)) })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', uncertain: true },
      reason: 'it was sent, and what became of it is not known: Mailcow says bad-token.',
    })
  })
})

describe('a target that is away', () => {
  it('before the write: nothing is sent, and the caller hears of it', async () => {
    const away = targetError('unreachable')
    const server = createFakeServer([board], { onLook: throwing(away, 0) })
    await expect(make(server)).rejects.toBe(away)
    expect(writesOf(server)).toHaveLength(0)
  })

  it.each(['bad-token', 'read-only-key', 'server-error'] as const)('at the write, with %s', async (code) => {
    const error = targetError(code)
    await expect(make(createFakeServer([board], { onWrite: () => error }))).rejects.toBe(error)
  })

  it('when the write is read back: the result says that it is not known what became of it', async () => {
    const server = createFakeServer([board], { onLook: throwing(targetError('unreachable'), 1) })
    expect(await make(server)).toMatchObject({
      ...{ outcome: 'failed', uncertain: true },
      reason: 'it was sent, and what became of it is not known: Mailcow says unreachable.',
    })
  })

  it.each([
    ['looking', { onLook: throwing(new TypeError('a defect'), 0) }],
    ['writing', { onWrite: inTurn(new TypeError('a defect')) }],
    ['reading back', { onLook: throwing(new TypeError('a defect'), 1) }],
  ])('is told apart from a defect while %s, which is thrown', async (_, options) => {
    await expect(make(createFakeServer([board], options))).rejects.toThrow('a defect')
  })
})

function throwing(error: Error, at: number) {
  return (_: unknown, nth: number) => {
    if (nth === at) throw error
  }
}
