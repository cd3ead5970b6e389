import { describe, expect, test } from 'vitest'
import { defaultDataDir } from './data-dir.ts'
import { exampleEnvironment, memoryFiles } from './example.ts'
import { loadSettings } from './load.ts'

describe('the folder for state', () => {
  test.each([
    [{ XDG_STATE_HOME: '/state', HOME: '/home/me' }, '/state/cowherd'],
    [{ HOME: '/home/me' }, '/home/me/.local/state/cowherd'],
    [{ XDG_STATE_HOME: 'state', HOME: '/home/me' }, '/home/me/.local/state/cowherd'],
    [{ XDG_STATE_HOME: '', HOME: '/home/me/' }, '/home/me/.local/state/cowherd'],
    [{ XDG_STATE_HOME: 'state' }, undefined],
    [{ HOME: '' }, undefined],
  ])('%j gives %s', (env, folder) => {
    expect(defaultDataDir(env)).toBe(folder)
  })

  test('is what the setting says, else what the environment says, else beside the program', () => {
    const load = (extra: Record<string, string>) =>
      loadSettings({ ...exampleEnvironment, ...extra }, memoryFiles()).dataDir
    expect(load({ HOME: '/home/me', COWHERD_DATA_DIR: '/data' })).toBe('/data')
    expect(load({ HOME: '/home/me' })).toBe('/home/me/.local/state/cowherd')
    expect(load({})).toBe('./cowherd-data')
  })
})
