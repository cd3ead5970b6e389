import { spoilt } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSignValues, type SignKey } from './values.ts'

const sound: Readonly<Record<SignKey, object>> = {
  'signs/webhook': { at: 1 },
  'signs/test': { at: 1 },
  'signs/log': { at: 1 },
  'signs/unheard': { since: null },
  'signs/sweep': { at: 1, nightly: false, failed: 0 },
  'signs/watch': { group: 'g', from: 1 },
  'signs/heard-webhook': { at: 1, from: 1 },
  'signs/heard-log': { at: 1, from: 1 },
}
const keys = Object.keys(sound) as SignKey[]

test('a sign of another shape counts as absent, and the others are read', async () => {
  const spoiltSign = fc.constantFrom(...keys).chain((key) => fc.tuple(fc.constant(key), spoilt(sound[key])))
  await fc.assert(
    fc.asyncProperty(spoiltSign, async ([key, value]) => {
      const stored = new Map<string, unknown>([...Object.entries(sound), [key, value]])
      const values = { getMany: async () => stored as never, putMany: async () => {} }
      const { [key]: sign, ...others } = await readSignValues(values, keys)
      expect(others).toEqual(Object.fromEntries(Object.entries(sound).filter(([name]) => name !== key)))
      for (const [field, told] of Object.entries(sign ?? {}))
        if (field === 'at' || field === 'from') expect(typeof told).toBe('number')
    }),
    { numRuns: 500 },
  )
})
