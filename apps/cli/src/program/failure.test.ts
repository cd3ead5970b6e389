import { expect, it } from 'vitest'
import { failureOf } from './failure.ts'

it('a full disk under the queue is no fault of ours, and names the settings', () => {
  const error = Object.assign(new Error('could not extend file "base/5/16520": No space left on device'), {
    code: '53100',
  })
  expect(failureOf(error)).toEqual({
    code: 'disk-full',
    message:
      'The disk of the queue is full: could not extend file "base/5/16520": No space left on device. Make room where COWHERD_DATA_DIR is, or on the server in COWHERD_QUEUE_URL.',
    exitCode: 1,
  })
})

it('what nobody expected is told as ours, with where it was', () => {
  const { code, message } = failureOf(new TypeError('x is not a function'))
  expect(code).toBe('internal')
  expect(message).toMatch(/^This is a fault of Cowherd's own: TypeError: x is not a function\n\s+at /)
})
