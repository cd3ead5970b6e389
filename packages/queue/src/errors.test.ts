import { expect, test } from 'vitest'
import { storableMessage } from './errors.ts'

test('a message that is kept with a job holds no mail address', () => {
  const error = new Error('alias "team@example.org" has no <Ann.Lee+x@b.example.org>,and mail:bob@c.example')
  expect(storableMessage(error)).toBe('alias "…@…" has no <…@…>,and mail:…@…')
})

test('a message that is kept with a job is short, and says something of anything thrown', () => {
  expect(storableMessage(new Error('x'.repeat(10_000)))).toHaveLength(500)
  expect(storableMessage(new RangeError(''))).toBe('RangeError')
  expect(storableMessage('plain')).toBe('plain')
})
