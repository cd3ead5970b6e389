import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openQueue, type Queue } from '@cowherd/queue'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { fillDisk, mountSmallDisk, unmountDisk } from '../service/harness/small-disk.ts'
import { user } from './scopes.ts'
import { createSite, until } from './site.ts'
import { queueConformance } from './suite.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'cowherd-queue-'))

beforeAll(async () => {
  const queue = await openIn(dataDir)
  expect(queue.opened).toBe('new')
  await queue.store([user(1)])
  await queue.close()
}, 60_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

queueConformance('embedded', () => ({ dataDir }))

describe('the embedded folder', () => {
  test('is one process’s: a second one is told who has it, and gets it when that one is killed', async () => {
    const site = createSite({ dataDir })
    const holder = site.fork({ task: 'store' })
    await holder.tells('stored')
    await expect(openIn(dataDir)).rejects.toMatchObject({
      name: 'QueueError',
      reason: 'locked',
      message: expect.stringContaining(`process ${holder.child.pid} on ${hostname()}`),
    })
    await holder.kill()
    const queue = await openIn(dataDir)
    expect(queue.opened).toBe('kept')
    await queue.close()
  })

  test('cannot be opened twice in one process either', async () => {
    const queue = await openIn(dataDir)
    await expect(openIn(dataDir)).rejects.toMatchObject({ reason: 'locked' })
    await queue.close()
  })

  test('that cannot be written is told of', async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    await expect(openIn(file)).rejects.toMatchObject({ name: 'QueueError', reason: 'folder' })
  })

  test.each([
    ['its control file is cut off', (store: string) => truncate(join(store, 'global', 'pg_control'), 100)],
    ['its tables are overwritten', overwriteTables],
    ['it is of another PostgreSQL', (store: string) => writeFile(join(store, 'PG_VERSION'), '12\n')],
  ])(
    'is set aside, told of and replaced when %s',
    async (_, damage) => {
      const folder = await copyOfFolder()
      await damage(join(folder, 'queue', 'store'))
      const messages: string[] = []
      const queue = await openIn(folder, messages)
      expect(queue.opened).toBe('replaced')
      await queue.store([user(2)])
      expect(await queue.status()).toMatchObject({ inbox: 1 })
      await queue.close()
      expect(messages.join()).toMatch(/damaged.*set aside as/)
      expect(await readdir(join(folder, 'queue'))).toContainEqual(expect.stringMatching(/^damaged-/))
      const again = await openIn(folder)
      expect([again.opened, (await again.status()).inbox]).toEqual(['kept', 1])
      await again.close()
    },
    60_000,
  )

  test('on a full disk is never taken for damaged, and is there once there is room', async ({ skip }) => {
    const folder = await smallDisk()
    if (folder === undefined) return skip('a disk can be mounted by root alone')
    const first = await openIn(folder)
    await first.store([user(7)])
    await first.close()
    // Killed, so that opening has something to write.
    const holder = createSite({ dataDir: folder }).fork({ task: 'store' })
    await holder.tells('stored')
    await holder.kill()
    const filler = join(folder, 'filler')
    const outcomes: string[] = []
    for (const free of [0, 1_100_000, 2_000_000, 8_000_000]) {
      fillDisk(filler)
      await truncate(filler, fs.statSync(filler).size - free)
      const messages: string[] = []
      const opened = await openIn(folder, messages).catch((error: Error) => error)
      outcomes.push(opened instanceof Error ? opened.message : 'opened')
      if (!(opened instanceof Error)) await opened.close()
      expect(messages.join()).not.toContain('set aside')
    }
    expect(outcomes).toEqual([expect.stringContaining('ENOSPC'), 'opened', 'opened', 'opened'])
    expect(await readdir(join(folder, 'queue'))).not.toContainEqual(expect.stringMatching(/^damaged-/))
    await rm(filler)
    const second = await openIn(folder)
    expect([second.opened, (await second.status()).inbox]).toEqual(['kept', 1])
    await second.close()
  }, 60_000)

  test('that cannot be made on a full disk leaves nothing behind', async ({ skip }) => {
    const folder = await smallDisk()
    if (folder === undefined) return skip('a disk can be mounted by root alone')
    fillDisk(join(folder, 'filler'))
    await truncate(join(folder, 'filler'), fs.statSync(join(folder, 'filler')).size - 10_000_000)
    await expect(openIn(folder)).rejects.toMatchObject({
      reason: 'folder',
      message: expect.not.stringContaining('[object'),
    })
    expect((await readdir(join(folder, 'queue'))).filter((name) => name.startsWith('making-'))).toEqual([])
    await rm(join(folder, 'filler'))
    // By one that was killed.
    await mkdir(join(folder, 'queue', 'making-half'))
    fillDisk(join(folder, 'queue', 'making-half', 'filler'))
    const queue = await openIn(folder)
    expect(queue.opened).toBe('new')
    await queue.close()
  }, 60_000)

  test('is as new when the process that made it was killed before it was done', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cowherd-queue-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const making = createSite({ dataDir: folder }).fork({ task: 'store' })
    await until(async () => {
      const names = await readdir(join(folder, 'queue')).catch(() => [])
      return names.some((name) => name.startsWith('making-')) ? true : undefined
    })
    await making.kill()
    const queue = await openIn(folder)
    expect(queue.opened).toBe('new')
    await queue.close()
  }, 60_000)

  test('has an acknowledged event on the disk, not only with the system', async () => {
    const synced = vi.spyOn(fs, 'fsyncSync')
    onTestFinished(() => synced.mockRestore())
    const queue = await openIn(dataDir)
    for (let at = 0; at < 3; at += 1) {
      synced.mockClear()
      await queue.store([user(at)])
      expect(synced).toHaveBeenCalled()
    }
    await queue.close()
  })

  test('no output of its own comes with it', () => {
    const script = `
      const { openQueue } = await import('@cowherd/queue')
      const options = { settleMs: 0, now: Date.now, random: Math.random, onMessage() {} }
      await (await openQueue({ ...options, dataDir: ${JSON.stringify(dataDir)} })).close()`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})

async function copyOfFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-queue-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(dataDir, folder, { recursive: true })
  return folder
}

async function overwriteTables(store: string): Promise<void> {
  const base = join(store, 'base', '5')
  for (const name of await readdir(base)) {
    if (/^\d+$/.test(name)) await writeFile(join(base, name), Buffer.alloc(8_192, 0xa5))
  }
}

function openIn(folder: string, messages: string[] = []): Promise<Queue> {
  return openQueue({
    dataDir: folder,
    settleMs: 20,
    now: Date.now,
    random: Math.random,
    onMessage: (_, text) => messages.push(text),
  })
}

/** A folder on a disk of its own, or undefined where that is not allowed. */
async function smallDisk(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-disk-'))
  const isMounted = mountSmallDisk(folder)
  onTestFinished(async () => {
    if (isMounted) unmountDisk(folder)
    await rm(folder, { recursive: true, force: true })
  })
  return isMounted ? folder : undefined
}
