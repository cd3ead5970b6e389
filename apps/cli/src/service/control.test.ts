import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askForRun, listenForControl, type RunWish } from './control.ts'

describe('asking the service on this machine for a run', () => {
  let folder = ''
  let path = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cowherd-control-'))
    path = join(folder, 'control.sock')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('hands over what is asked and brings back what the run did', async () => {
    const wishes: RunWish[] = []
    const control = await listenForControl(path, async (wish) => {
      wishes.push(wish)
      return { kind: 'whole', applied: 3 }
    })
    expect(await askForRun(path, { nightly: true, approve: '0123456789abcdef' })).toEqual({
      kind: 'whole',
      applied: 3,
    })
    expect(wishes).toEqual([{ nightly: true, approve: '0123456789abcdef' }])
    await control.close()
  })

  test('is open to the owner of the folder alone', async () => {
    const control = await listenForControl(path, async () => ({}))
    expect((await stat(path)).mode & 0o077).toBe(0)
    await control.close()
  })

  test('tells why a run failed', async () => {
    const control = await listenForControl(path, async () => {
      throw new Error('Mailcow is away')
    })
    await expect(askForRun(path, { nightly: false })).rejects.toThrow(/Mailcow is away/)
    await control.close()
  })

  test('finds no service where there is no socket', async () => {
    expect(await askForRun(path, { nightly: false })).toBeUndefined()
  })

  test('a file that a killed process left does not keep the next one from listening', async () => {
    await writeFile(path, '')
    const control = await listenForControl(path, async () => ({ kind: 'whole' }))
    expect(await askForRun(path, { nightly: false })).toEqual({ kind: 'whole' })
    await control.close()
  })
})
