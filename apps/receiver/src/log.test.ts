import { expect, it } from 'vitest'
import { reasonOf } from './log.ts'

it('a reason is one short line without the credentials of a URL', () => {
  const error = new Error('cannot reach\nredis://user:pa55@queue:6379/0 or\tpostgres://cow:herd@db/x')
  expect(reasonOf(error)).toBe('cannot reach redis://***@queue:6379/0 or postgres://***@db/x')
  expect(reasonOf('x'.repeat(1000))).toHaveLength(300)
  expect(reasonOf(new TypeError())).toBe('TypeError')
})
