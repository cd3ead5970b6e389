import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { erasePerson } from '../erase/erase.ts'
import { openLog, temporaryFolder } from '../testkit/log.ts'
import { verifyLog } from '../verify/verify.ts'
import { pruneLog } from './prune.ts'

const dayMs = 86_400_000
const filesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

/** One decision a day for 100 days, in files of a month; files look as old as their lines. */
async function hundredDays() {
  const log = openLog(temporaryFolder())
  const start = log.clock.ms
  for (let day = 0; day < 100; day += 1) {
    log.clock.ms = start + day * dayMs
    await log.decide({ decision: 'pause', by: day < 10 ? 'ann' : 'bob' })
  }
  age(log.folder)
  return { log, start }
}

function age(folder: string): void {
  for (const name of filesIn(folder)) utimesSync(join(folder, name), 0, 0)
}

test('whole files are deleted once their last line is too old, and the rest stays provable', async () => {
  const { log, start } = await hundredDays()
  expect(filesIn(log.folder)).toHaveLength(5)
  const deleted = await pruneLog(log.folder, 30, new Date(start + 100 * dayMs))
  expect(deleted).toHaveLength(3)
  expect(await verifyLog(log.folder)).toMatchObject({ files: 2, findings: [] })
  await log.decide({ decision: 'resume', by: 'bob' })
  expect((await verifyLog(log.folder)).findings).toEqual([])
})

test('nothing is left of a chain that is old as a whole', async () => {
  const { log, start } = await hundredDays()
  await log.close()
  await pruneLog(log.folder, 30, new Date(start + 1000 * dayMs))
  expect(readdirSync(log.folder)).toEqual([])
})

test('who goes on writing after all of it was deleted begins another chain, and a file that may be open stays', async () => {
  const { log, start } = await hundredDays()
  const now = (day: number) => new Date(start + day * dayMs)
  await pruneLog(log.folder, 1, now(103))
  expect(filesIn(log.folder)).toHaveLength(1)
  await pruneLog(log.folder, 1, now(400))
  expect(readdirSync(log.folder)).toEqual([])
  log.clock.ms = now(400).getTime()
  await log.decide({ decision: 'resume', by: 'bob' })
  expect(await verifyLog(log.folder)).toMatchObject({ files: 1, records: 1, findings: [] })
})

test('what tells of an erasure stays as long as the files that it tells of', async () => {
  const { log, start } = await hundredDays()
  const early = () => new Date(start + 5 * dayMs)
  await erasePerson('ann', 'root', { ...log.options, now: early, owner: 'main' })
  age(log.folder)
  await pruneLog(log.folder, 30, new Date(start + 36 * dayMs))
  expect(await verifyLog(log.folder)).toMatchObject({ erased: 2, findings: [] })
  await pruneLog(log.folder, 30, new Date(start + 60 * dayMs))
  expect(await verifyLog(log.folder)).toMatchObject({ erased: 1, findings: [] })
  await pruneLog(log.folder, 30, new Date(start + 90 * dayMs))
  expect(await verifyLog(log.folder)).toMatchObject({ erased: 0, findings: [] })
  expect(new Set(filesIn(log.folder).map((name) => name.split('.')[0]))).toHaveProperty('size', 1)
})
