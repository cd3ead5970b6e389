import { expect, test } from 'vitest'
import { describeSettings } from './describe/describe.ts'
import { settingKey } from './settings.ts'

test('a key is the name in camel case without the prefix', () => {
  expect(
    ['AK_BASE', 'MAILCOW_VERIFY_SSL', 'COWHERD_OWNER', 'COWHERD_MAX_REMOVED_ALIASES'].map(settingKey),
  ).toEqual(['akBase', 'mailcowVerifySsl', 'owner', 'maxRemovedAliases'])
})

test('no two settings have one key', () => {
  const keys = describeSettings().map(({ name }) => settingKey(name))
  expect(new Set(keys).size).toBe(keys.length)
})
