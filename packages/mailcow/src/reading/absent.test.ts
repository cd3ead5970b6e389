import * as v from 'valibot'
import { expect, test } from 'vitest'
import { aliasRow } from '../rows.ts'
import { absentFlagsOf } from './absent.ts'
import { aliasRowSchema } from './schemas.ts'

const full = v.parse(aliasRowSchema, aliasRow({ id: 1, address: 'a@example.org' }))
const { sender_allowed: _, ...withoutSending } = full
const { internal: __, ...old } = withoutSending

test('what the aliases show decides, whatever the version says', () => {
  expect(absentFlagsOf([full], '2024-01')).toEqual([])
  expect(absentFlagsOf([withoutSending], '2026-07a')).toEqual(['senderAllowed'])
  expect(absentFlagsOf([old], 'nightly')).toEqual(['internal', 'senderAllowed'])
})

test.each([
  ['2025-08a', ['internal', 'senderAllowed']],
  ['2025-09', ['senderAllowed']],
  ['2025-12b', ['senderAllowed']],
  ['2026-01', []],
  ['2026-07a', []],
  ['nightly', []],
  ['', []],
])('without aliases, version %j lacks %j', (version, flags) => {
  expect(absentFlagsOf([], version)).toEqual(flags)
})
