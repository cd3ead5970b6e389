import { expect, test } from 'vitest'
import { type ApiKey, checkKey } from './keys.ts'

const KEY: ApiKey = { key: 'ABC-123', access: 'rw', active: true, allowFrom: undefined }

test.each(['ABC-123', 'abc-123', ' A_B.C-123 '])(
  '%j is the key: case and other characters do not count',
  (header) => {
    expect(checkKey([KEY], header)).toEqual({ access: 'rw' })
  },
)

test.each([null, '', '0'])('%j is no key at all', (header) => {
  expect(checkKey([KEY], header)).toBeUndefined()
})

test('wrong and disabled keys are refused alike', () => {
  expect(checkKey([KEY], 'ABC-124')).toEqual({ refusal: 'authentication failed' })
  expect(checkKey([{ ...KEY, active: false }], 'ABC-123')).toEqual({ refusal: 'authentication failed' })
})

test.each([
  ['127.0.0.1', true],
  ['10.0.0.1;127.0.0.0/8', true],
  ['192.0.2.1,\n::1', false],
  ['', false],
])('with %j allowed, the client gets in: %s', (allowFrom, expected) => {
  const grant = checkKey([{ ...KEY, allowFrom }], 'ABC-123')
  expect(grant).toEqual(expected ? { access: 'rw' } : { refusal: 'api access denied for ip 127.0.0.1' })
})
