import fc from 'fast-check'
import { SECRET } from './secret.ts'

/** What is done to one place of a value. */
type Spoiling =
  | { readonly how: 'replace'; readonly by: unknown }
  | { readonly how: 'remove' | 'double' }
  | { readonly how: 'rename'; readonly by: string }

const odd: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1, 2, 1.5, 1e9, 1e308, 2 ** 53, -(2 ** 53)],
  ...['', ' ', '0', '01', '1e3', '\u0000', '\ud800', '\u2028', 'ß@ü.example', '@', 'x'.repeat(5_000), SECRET],
  ...[`a\r\n\u001b[31m${SECRET}`, '9'.repeat(400), '2026-13-45T99:99:99Z', '-271821-04-20T00:00:00Z'],
  ...[[], {}, [null], [[]], [SECRET], { [SECRET]: SECRET }, JSON.parse('{"__proto__":{"type":"x"}}')],
  nested(2_000),
]

const names = ['__proto__', 'constructor', 'length', 'toString', '', '0', SECRET, 'x'.repeat(2_000)]

const spoilings: fc.Arbitrary<Spoiling> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...odd).map((by) => ({ how: 'replace', by }) as const) },
  { weight: 2, arbitrary: fc.jsonValue().map((by) => ({ how: 'replace', by }) as const) },
  { weight: 2, arbitrary: fc.constantFrom<Spoiling>({ how: 'remove' }, { how: 'double' }) },
  { weight: 1, arbitrary: fc.constantFrom(...names).map((by) => ({ how: 'rename', by }) as const) },
)

/**
 * A JSON value with one to three of its places replaced by what does not belong there, taken away, doubled or renamed. Every place of
 * the value is as likely as any other.
 */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  return fc.array(fc.tuple(fc.nat(), spoilings), { minLength: 1, maxLength: 3 }).map((all) =>
    all.reduce<unknown>((given, [at, spoiling]) => {
      const places = placesOf(given)
      return spoil(given, places[at % places.length] ?? [], spoiling)
    }, value),
  )
}

type Path = readonly string[]

const mostPlaces = 2_000

function placesOf(value: unknown): Path[] {
  const places: Path[] = [[]]
  const open: [Path, unknown][] = [[[], value]]
  for (let next = open.pop(); next && places.length < mostPlaces; next = open.pop()) {
    const [path, inner] = next
    if (typeof inner !== 'object' || inner === null || path.length > 50) continue
    for (const [key, part] of Object.entries(inner)) {
      places.push([...path, key])
      open.push([[...path, key], part])
    }
  }
  return places
}

function spoil(value: unknown, [key, ...rest]: Path, spoiling: Spoiling): unknown {
  if (key === undefined) return spoiling.how === 'replace' ? spoiling.by : value
  const entries = Object.entries(value ?? {})
  const changed = entries.flatMap(([name, part]): [string, unknown][] => {
    if (name !== key) return [[name, part]]
    if (rest.length > 0 || spoiling.how === 'replace') return [[name, spoil(part, rest, spoiling)]]
    if (spoiling.how === 'remove') return []
    if (spoiling.how === 'rename') return [[spoiling.by, part]]
    return [
      [name, part],
      [`${name} `, part],
    ]
  })
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed)
}

function nested(depth: number): unknown {
  let value: unknown = SECRET
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}
