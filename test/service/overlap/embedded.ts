import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openQueue, type Worker } from '@cowherd/queue'
import { createLedger, type RunSpan, spansOf } from '../harness/ledger.ts'
import { createOffice } from '../harness/office.ts'
import { until } from '../harness/until.ts'

const names = ['first', 'second', 'third', 'fourth']
const rounds = 12

/**
 * Lets four workers of one process take turns on an embedded queue, more work than they can do waiting. The one that made
 * a run is sent away after it and comes back last, since it would make the next one, too.
 *
 * @returns their runs, as the target saw them
 */
export async function takeTurns(): Promise<RunSpan[]> {
  const { mailcow } = createOffice({ groups: 1, delayMs: 2 })
  const ledger = createLedger()
  const dataDir = await mkdtemp(join(tmpdir(), 'cowherd-service-'))
  const queue = await openQueue({
    dataDir,
    settleMs: 0,
    now: Date.now,
    random: Math.random,
    onMessage: () => {},
  })
  const askForRun = () => queue.store([{ scope: { kind: 'all' }, ear: 'webhook', at: Date.now() }])
  const workers = new Map<string, Worker>()
  const start = async (name: string, url: string) => {
    const worker = await queue.work(async (run) => {
      await run.take()
      await fetch(`${url}/api/v1/get/status/version`)
      await sleep(Math.random() * 20)
      await run.assertLock()
      await fetch(`${url}/api/v1/edit/alias`, { method: 'POST', body: '{}' })
      return {}
    })
    workers.set(name, worker)
  }
  const urls = new Map<string, string>()
  for (const name of names) urls.set(name, await ledger.openEntrance(name, 'target', mailcow))
  try {
    await Promise.all([...urls].map(([name, url]) => start(name, url)))
    for (let round = 0; round < rounds; round += 1) {
      const before = ledger.entries.length
      await Promise.all([askForRun(), askForRun()])
      await until('a run is made', () => ledger.entries.length >= before + 2)
      await askForRun()
      const last = ledger.entries.at(-1)?.who ?? ''
      await workers.get(last)?.close()
      await start(last, urls.get(last) ?? '')
    }
    return spansOf(ledger.entries)
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.close()))
    await queue.close()
    await ledger.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
