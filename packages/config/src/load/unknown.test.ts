import { describe, expect, test } from 'vitest'
import { describeSettings } from '../describe/describe.ts'
import { unknownSettings } from './unknown.ts'

const unknown = (env: Record<string, string>) => unknownSettings(describeSettings(), env)

describe('a variable that looks like a setting', () => {
  test.each([
    ['COWHERD_DOMIAN', 'COWHERD_DOMAIN'],
    ['COWHERD_GROUP', 'COWHERD_GROUPS'],
    ['COWHERD_ORPHANDAYS', 'COWHERD_ORPHAN_DAYS'],
    ['COWHERD_AK_TOKEN', 'AK_TOKEN'],
    ['COWHERD_AK_TOKEN_FIL', 'AK_TOKEN_FILE'],
    ['COWHERD_MAILCOW_API_KEY', 'MAILCOW_API_KEY'],
    ['COWHERD_MAX_REMOVED_MEMBERS', 'COWHERD_MAX_REMOVED_MEMBERSHIPS'],
  ])('%s is told with the nearest setting, %s', (name, nearest) => {
    expect(unknown({ [name]: 'x' })).toEqual([
      { setting: name, problem: 'is not a setting', fix: `Did you mean ${nearest}?` },
    ])
  })

  test('is told without a guess where nothing is near', () => {
    expect(unknown({ COWHERD_: 'x', COWHERD_FAVOURITE_COLOUR: 'x' }).map(({ fix }) => fix)).toEqual(
      Array(2).fill('Remove it; `cowherd config --help` lists all settings.'),
    )
  })

  test('and asks for a file where none is read is told to set the value itself', () => {
    expect(unknown({ COWHERD_DOMAIN_FILE: '/domain' })).toMatchObject([
      { fix: 'Set COWHERD_DOMAIN itself: it cannot come from a file.' },
    ])
  })

  test('is ignored while blank, or without the prefix', () => {
    expect(
      unknown({ COWHERD_NONSENSE: ' ', MAILCOW_HOSTNAME: 'x', AK_OTHER: 'x', cowherd_domain: 'x' }),
    ).toEqual([])
  })

  test('is ignored where Kubernetes made it for a service', () => {
    const links = {
      COWHERD_SERVICE_HOST: '10.0.0.1',
      COWHERD_SERVICE_PORT: '8080',
      COWHERD_SERVICE_PORT_HTTP: '8080',
      COWHERD_PORT: 'tcp://10.0.0.1:8080',
      COWHERD_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
      COWHERD_PORT_8080_TCP_ADDR: '10.0.0.1',
      COWHERD_RECEIVER_PORT_8080_TCP_PROTO: 'tcp',
    }
    expect(unknown(links)).toEqual([])
    expect(unknown({ COWHERD_PORT: '8080' })).toHaveLength(1)
  })
})
