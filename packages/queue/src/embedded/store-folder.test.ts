import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { placeStore, removeUnfinished, setStoreAside, storeExists } from './store-folder.ts'

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('a store is there only once it is complete', async () => {
  const folder = await createFolder()
  await expect(
    placeStore(folder, (path) => mkdir(path).then(() => Promise.reject(new Error('no')))),
  ).rejects.toThrow()
  expect(await readdir(folder)).toEqual([])
  await mkdir(join(folder, 'making-by-one-that-was-killed'))
  expect(await storeExists(folder)).toBe(false)
  await removeUnfinished(folder)
  expect(await readdir(folder)).toEqual([])
  await placeStore(folder, async (path) => {
    await mkdir(path)
    expect(await storeExists(folder)).toBe(false)
  })
  expect(await storeExists(folder)).toBe(true)
})

test('damaged stores are kept, the three newest of them', async () => {
  const folder = await createFolder()
  for (let second = 1; second <= 5; second += 1) {
    await mkdir(join(folder, 'store'))
    await writeFile(join(folder, 'store', 'number'), String(second))
    await setStoreAside(folder, second * 1_000)
  }
  expect(await readdir(folder)).toEqual([
    'damaged-1970-01-01T00-00-03-000Z',
    'damaged-1970-01-01T00-00-04-000Z',
    'damaged-1970-01-01T00-00-05-000Z',
  ])
})
