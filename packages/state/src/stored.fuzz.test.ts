import { anyText, spoiltText } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSharedMemory } from './memory.ts'
import { parseSavedAliases, saveAliases } from './saved-aliases.ts'

const at = new Date('2026-11-25T09:00:00Z')
const approval = 'a1b2'

function open(stored: Map<string, unknown>) {
  const damaged: string[] = []
  const memory = createSharedMemory(
    {
      getMany: async (keys) =>
        new Map(keys.flatMap((key) => (stored.has(key) ? [[key, stored.get(key)]] : []))),
      putMany: async (entries) => {
        for (const [key, value] of entries) stored.set(key, value)
      },
    },
    {
      dataDir: '/nowhere',
      owner: 'main',
      target: 'mail.example.org',
      onDamaged: (message) => damaged.push(message),
    },
  )
  return { memory, damaged }
}

const sound = new Map<string, unknown>()
const { memory } = open(sound)
await memory.rememberMissing(new Set(['g1']))
await memory.rememberRemovals(at, { aliases: 1, memberships: 2 })
await memory.rememberShown(approval, at)
await memory.rememberHolds(new Set(['h1']))
await memory.rememberAliasHold(7, { by: 'ann', reason: 'moving' })
await memory.setPause({ since: at.toISOString(), reason: 'moving' })
await memory.setApproval(approval)
const names = [...sound.keys()]

const damages = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    value: fc.oneof(spoiltText(JSON.parse(asJson(String(sound.get(name))))), anyText, fc.jsonValue()),
  }),
)

function asJson(text: string): string {
  return text.startsWith('{') ? text : JSON.stringify(text)
}

test('whatever stands in the memory, it is read; what is damaged is told, set aside, and taken anew', async () => {
  await fc.assert(
    fc.asyncProperty(damages, async ({ name, value }) => {
      const stored = new Map(sound).set(name, value)
      const { memory, damaged } = open(stored)
      const { aliases, memberships } = await memory.removalsSince(new Date(0))
      expect(Number.isFinite(aliases + memberships)).toBe(true)
      for (const id of [...(await memory.missingGroups()), ...(await memory.holds())])
        expect(typeof id).toBe('string')
      expect((await memory.shownAt(approval)) ?? at).toBeInstanceOf(Date)
      for (const [id, { by, reason }] of await memory.aliasHolds())
        expect([typeof id, typeof by, typeof reason]).toEqual(['number', 'string', 'string'])
      const given = await memory.approval()
      expect(given === undefined || typeof given === 'string').toBe(true)
      if (damaged.length > 0) expect(stored.get(`${name}.damaged`)).toBe(value)
      await memory.rememberRemovals(at, { aliases: 1, memberships: 1 })
      expect((await memory.removalsSince(at)).aliases).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 1_000 },
  )
})

test('a pause that is damaged in whatever way stays a pause', async () => {
  const pauseName = names.find((name) => name.includes('pause')) ?? ''
  const text = spoiltText(JSON.parse(String(sound.get(pauseName)))).filter((one) => one.trim() !== '')
  await fc.assert(
    fc.asyncProperty(text, async (damaged) => {
      const pause = await open(new Map(sound).set(pauseName, damaged)).memory.pause()
      expect([typeof pause?.since, typeof pause?.reason]).toEqual(['string', 'string'])
    }),
    { numRuns: 500 },
  )
})

const saved = saveAliases(
  [
    {
      ...{
        id: 7,
        address: 'team@example.org',
        goto: ['ann@example.org'],
        privateComment: '',
        publicComment: '',
      },
      ...{ flags: { active: true, internal: false, senderAllowed: false, sogoVisible: true }, modified: '' },
    },
  ],
  'mail.example.org',
  at,
)

test('a file of saved aliases is read as it was written, or refused in words', () => {
  expect(parseSavedAliases(JSON.stringify(saved))).toEqual(saved)
  fc.assert(
    fc.property(fc.oneof(spoiltText(saved), anyText), (text) => {
      try {
        for (const { id, goto } of parseSavedAliases(text).aliases)
          expect([typeof id, ...goto.map((member) => typeof member)]).toEqual([
            'number',
            ...goto.map(() => 'string'),
          ])
      } catch (error) {
        if (!(error instanceof Error)) throw error
        expect(error.message).toMatch(/^the file (is not JSON|does not hold saved aliases)/)
        expect(error.message).not.toMatch(/\p{Cc}/u)
        expect(error.message.length).toBeLessThan(300)
      }
    }),
    { numRuns: 1_000 },
  )
})
