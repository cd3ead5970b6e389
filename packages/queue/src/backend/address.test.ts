import { expect, test } from 'vitest'
import { parseAddress, withoutPassword } from './address.ts'

test.each([
  ['redis://:s3cret@cache', 'redis', 'redis://cache:6379'],
  ['rediss://user:s3cret@cache:6390/2', 'redis', 'rediss://cache:6390/2'],
  ['postgres://user:s3cret@db/cowherd', 'postgres', 'postgres://db:5432/cowherd'],
  ['postgresql://user:s3cret@db:5433/cowherd', 'postgres', 'postgresql://db:5433/cowherd'],
])('%s is shown without its password', (text, kind, shown) => {
  expect(parseAddress(text)).toMatchObject({ kind, shown })
})

test.each(['', 'cache:6379', 'http://user:s3cret@cache', 'redis:', 'redis://', 'amqp://s3cret@x'])(
  '%j is refused without being repeated',
  (text) => {
    expect(() => parseAddress(text)).toThrow(/queue URL/)
    expect(() => parseAddress(text)).not.toThrow(/s3cret/)
  },
)

test('a password never shows in an error, encoded or not', () => {
  const address = parseAddress('postgres://user:p%40ss@db/cowherd')
  const shown = withoutPassword(address, new AggregateError([new Error('no p@ss'), new Error('nor p%40ss')]))
  expect(shown).toBe('no ***, nor ***')
})
