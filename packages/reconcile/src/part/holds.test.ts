import { digest } from '@cowherd/plan'
import { expect, it } from 'vitest'
import { aliasOf } from '../testkit/aliases.ts'
import { holdsWithin } from './holds.ts'

it('what was held is known to the part that has the alias, or makes it', () => {
  const made = digest('new@example.org')
  const names = ['address 1 x', '1 member a', `address ${made} x`, 'address 11 x', '2 member b', 'address y']
  const state = { aliases: [aliasOf(1)], domains: [], aliasDomains: [], mailboxes: [], absentFlags: [] }
  const part = { target: state, wanted: new Map([['some group', 'new@example.org']]) }
  expect([...holdsWithin(new Set(names), part)]).toEqual(names.slice(0, 3))
})
