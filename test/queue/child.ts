import { setTimeout as sleep } from 'node:timers/promises'
import { openQueue, type Queue } from '@cowherd/queue'
import { setClockAhead } from './clock.ts'

/** What a process of its own does for a test. */
export type ChildTask =
  /** Stores users 1, 2, … for ever and tells each one that was acknowledged. */
  | { readonly task: 'store' }
  /** Takes one run, tells what it took, and holds it until it has lost it or dies. */
  | { readonly task: 'hold'; readonly lockMs: number }
  /** Takes one run and ends it as soon as it has been stopped for longer than its lock, without asking for it. */
  | { readonly task: 'end-late'; readonly lockMs: number }
  /** Runs so many workers that have nothing to do and tells the CPU time of each while, in milliseconds. */
  | { readonly task: 'idle'; readonly workers: number; readonly whileMs: number }

/** Whose clock may be ahead, by so many milliseconds. */
type Options = ChildTask & { aheadMs?: number; url?: string; dataDir: string; prefix: string }

const options: Options = JSON.parse(process.env['TASK'] ?? '')
if (options.aheadMs) setClockAhead(options.aheadMs)
const tell = (message: object) => process.send?.(message)

const open = (): Promise<Queue> =>
  openQueue({
    url: options.url,
    dataDir: options.dataDir,
    prefix: options.prefix,
    settleMs: 20,
    now: Date.now,
    random: Math.random,
    onMessage: () => {},
  })

async function storeForEver(): Promise<void> {
  const queue = await open()
  let id = 0
  async function storeOneByOne(): Promise<void> {
    for (;;) {
      id += 1
      const mine = id
      await queue.store([{ scope: { kind: 'user', id: mine }, ear: 'webhook', at: Date.now() }])
      tell({ stored: mine })
    }
  }
  await Promise.all([1, 2, 3, 4].map(storeOneByOne))
}

async function holdOneRun(lockMs: number): Promise<void> {
  const queue = await open()
  await queue.work(
    async (run) => {
      const scopes = await run.take()
      tell({ took: scopes })
      for (;;) {
        await sleep(50)
        try {
          await run.assertLock()
        } catch (error) {
          tell({ lost: error instanceof Error ? error.name : String(error) })
          throw error
        }
      }
    },
    { lockMs },
  )
  tell({ working: true })
}

async function endOneRunLate(lockMs: number): Promise<void> {
  const queue = await open()
  let runs = 0
  await queue.work(
    async (run) => {
      runs += 1
      const scopes = await run.take()
      // Before it is told: whoever hears it may stop this process at once.
      let seenAt = performance.now()
      tell({ took: scopes })
      for (let passedMs = 0; runs === 1 && passedMs < lockMs; ) {
        await sleep(20)
        passedMs = performance.now() - seenAt
        seenAt += passedMs
      }
      return {}
    },
    { lockMs },
  )
}

async function idle(workers: number, whileMs: number): Promise<void> {
  const first = await open()
  for (let at = 0; at < workers; at += 1) {
    const queue = options.url === undefined || at === 0 ? first : await open()
    await queue.work(async () => ({}))
  }
  for (;;) {
    const before = process.cpuUsage()
    await sleep(whileMs)
    const { user, system } = process.cpuUsage(before)
    tell({ cpuMs: (user + system) / 1000 })
  }
}

if (options.task === 'store') await storeForEver()
else if (options.task === 'hold') await holdOneRun(options.lockMs)
else if (options.task === 'end-late') await endOneRunLate(options.lockMs)
else await idle(options.workers, options.whileMs)
