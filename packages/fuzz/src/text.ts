import fc from 'fast-check'
import { SECRET } from './secret.ts'
import { spoilt } from './spoilt.ts'

/** Text that is no JSON, or only by chance. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json(),
  fc.constantFrom(
    '',
    ' ',
    'null',
    '[]',
    '{}',
    '"',
    '\ufeff{}',
    '<html>Login</html>',
    SECRET,
    JSON.stringify(SECRET),
  ),
  fc.constantFrom('['.repeat(60_000), '['.repeat(60_000) + ']'.repeat(60_000)),
)

/** The JSON text of a value that was spoilt: a place of the value, or the text itself. */
export function spoiltText(value: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(value)
  const written = JSON.stringify(SECRET).slice(1, -1)
  const at = fc.nat(text.length)
  return fc.oneof(
    { weight: 8, arbitrary: spoilt(value).map((given) => JSON.stringify(given) ?? '') },
    { weight: 1, arbitrary: at.map((end) => text.slice(0, end)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(at, fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }))
        .map(([from, by]) => text.slice(0, from) + by + text.slice(from + 1))
        // A secret with another character in it is none.
        .filter((altered) => altered.includes(written) === text.includes(written)),
    },
    { weight: 1, arbitrary: anyText },
  )
}
