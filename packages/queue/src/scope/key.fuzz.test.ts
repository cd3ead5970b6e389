import { anyText } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseScopeKey, scopeKey } from './scope.ts'

const nearly = fc
  .tuple(
    fc.constantFrom('all', 'group-', 'user-', 'GROUP-', ''),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefABF-. e'), maxLength: 34 }),
  )
  .map((parts) => parts.join(''))

test('any text is the key of one scope, which has that key alone, or of none', () => {
  fc.assert(
    fc.property(fc.oneof(nearly, anyText), (text) => {
      const scope = parseScopeKey(text)
      if (scope) expect(scopeKey(scope)).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})
