import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeFolder } from '@cowherd/doctor'
import { expect, onTestFinished, test } from 'vitest'
import { inspectFolder } from './folder.ts'

async function openFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cowherd-folder-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

test('a folder tells its room and its kind, also before it is made', async () => {
  const path = await openFolder()
  const folder = await inspectFolder(join(path, 'not', 'yet'))
  expect(folder).toMatchObject({ path: join(path, 'not', 'yet'), unwritable: undefined })
  expect(folder.freeBytes).toBeGreaterThan(0)
  if (process.platform === 'linux') expect(folder.kind).toBeGreaterThan(0)
})

test.skipIf(process.getuid?.() === 0)('a folder of somebody else is a problem', async () => {
  const path = await openFolder()
  await chmod(path, 0o500)
  expect(judgeFolder(await inspectFolder(path))).toMatchObject({
    state: 'problem',
    reason: expect.stringContaining('EACCES'),
  })
})

test.skipIf(process.platform !== 'linux')('a place where nothing can be made is a problem', async () => {
  expect(judgeFolder(await inspectFolder('/dev/null/cowherd')).state).toBe('problem')
})
