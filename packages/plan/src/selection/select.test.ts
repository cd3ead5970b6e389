import { describe, expect, test } from 'vitest'
import type { PlanSettings } from '../settings.ts'
import { directoryOf, groupOf } from '../testkit/people.ts'
import { settingsOf } from '../testkit/settings.ts'
import { type SkipReason, selectGroups, skipTexts } from './select.ts'

type Facts = Parameters<typeof groupOf>[3]

function skipOf(
  name: string,
  facts: Facts = {},
  settings: Partial<PlanSettings> = {},
): SkipReason | undefined {
  const [selection] = selectGroups(directoryOf([groupOf(1, name, [1], facts)]), settingsOf(settings))
  return selection?.skip
}

const enabled = { attributes: { cowherd: { enabled: true } } }
const disabled = { attributes: { cowherd: { enabled: false } } }

describe('a group gets no alias', () => {
  test.each<[string, SkipReason, string, Facts, Partial<PlanSettings>]>([
    ['when it says so', 'disabled', 'a', disabled, {}],
    ['when groups must ask and it does not', 'not-opted-in', 'a', {}, { groups: 'opt-in' }],
    ['when every Authentik has it', 'built-in', 'authentik Admins', {}, {}],
    ['when every Authentik has it, read-only', 'built-in', 'authentik Read-only', {}, {}],
    ['when it makes superusers', 'superuser', 'a', { superuser: true }, {}],
    ['when no glob includes it', 'not-included', 'a', {}, { include: ['b*'] }],
    ['when a glob excludes it', 'excluded', 'a', {}, { exclude: ['a'] }],
    ['when it is both included and excluded', 'excluded', 'ab', {}, { include: ['a*'], exclude: ['*b'] }],
  ])('%s', (_, reason, name, facts, settings) => {
    expect(skipOf(name, facts, settings)).toBe(reason)
    expect(skipTexts[reason]).toMatch(/\w/)
  })
})

describe('a group gets its alias', () => {
  test.each<[string, string, Facts, Partial<PlanSettings>]>([
    ['when all do', 'a', {}, { groups: 'all' }],
    ['when nobody said anything', 'a', {}, { groups: undefined }],
    ['when it asks', 'a', enabled, { groups: 'opt-in' }],
    ['when it asks, though it is built in', 'authentik Admins', enabled, {}],
    ['when it asks, though it makes superusers', 'a', { ...enabled, superuser: true }, {}],
    ['when it asks, though a glob excludes it', 'a', enabled, { exclude: ['*'] }],
    ['when one of several globs includes it', 'ab', {}, { include: ['x', 'a*'] }],
    [
      'when it asks in words that cannot be read',
      'a',
      { attributes: { cowherd: 'yes' } },
      { groups: 'opt-in' },
    ],
    ['when its name has a slash, which a star covers', 'dep/a', {}, { include: ['dep*'] }],
    ['when its name starts with a dot, which a star covers', '.a', {}, { include: ['*'] }],
  ])('%s', (_, name, facts, settings) => {
    expect(skipOf(name, facts, settings)).toBeUndefined()
  })
})

test('every group is decided for once, in order of id', () => {
  const directory = directoryOf([groupOf(3, 'c'), groupOf(1, 'a'), groupOf(2, 'b')])
  expect(selectGroups(directory, settingsOf()).map(({ group }) => group.name)).toEqual(['a', 'b', 'c'])
})
