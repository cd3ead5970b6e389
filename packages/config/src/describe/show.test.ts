import { describe, expect, test } from 'vitest'
import { exampleEnvironment, memoryFiles } from '../load/example.ts'
import { loadSettings } from '../load/load.ts'
import { describeSettings } from './describe.ts'
import { showSettings } from './show.ts'

const { MAILCOW_API_KEY, ...rest } = exampleEnvironment
const env = {
  ...rest,
  MAILCOW_API_KEY: ' ',
  MAILCOW_API_KEY_FILE: '/key',
  MAILCOW_VERIFY_SSL: 'off',
  COWHERD_DOMAIN: 'Bücher.example',
  COWHERD_INCLUDE: 'team-* , sales',
  COWHERD_TIMEOUT: '',
}
const settings = loadSettings(env, memoryFiles({ '/key': MAILCOW_API_KEY }))
const shown = showSettings(settings, env)
const find = (name: string) => shown.find((setting) => setting.name === name)

describe('what is shown', () => {
  test('has every setting in the order of the description', () => {
    expect(shown.map(({ name }) => name)).toEqual(describeSettings().map(({ name }) => name))
  })

  test('tells of a secret only that it is set', () => {
    expect(find('AK_TOKEN')).toEqual({ name: 'AK_TOKEN', value: 'set', source: 'environment' })
    expect(find('MAILCOW_API_KEY')).toEqual({ name: 'MAILCOW_API_KEY', value: 'set', source: 'file' })
  })

  test('has values as they are in force, not as they were written', () => {
    expect(find('COWHERD_DOMAIN')).toMatchObject({ value: 'xn--bcher-kva.example', source: 'environment' })
    expect(find('COWHERD_INCLUDE')).toMatchObject({ value: 'team-*,sales', source: 'environment' })
    expect(find('MAILCOW_VERIFY_SSL')).toMatchObject({ value: '0', source: 'environment' })
  })

  test('tells a default from nothing at all', () => {
    expect(find('COWHERD_TIMEOUT')).toMatchObject({ value: '15', source: 'default' })
    expect(find('COWHERD_SOGO_VISIBLE')).toMatchObject({ value: '1', source: 'default' })
    expect(find('COWHERD_GROUPS')).toMatchObject({ value: '', source: 'unset' })
  })
})
