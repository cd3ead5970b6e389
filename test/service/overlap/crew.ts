import { openQueue, type Queue } from '@cowherd/queue'
import type { Cowherd } from '../harness/cowherd.ts'
import { createInstallation } from '../harness/installation.ts'
import { createLedger, type Ledger } from '../harness/ledger.ts'
import { createOffice, type Office } from '../harness/office.ts'
import { createPlanner } from '../harness/planner.ts'
import { nothingHeld } from '../harness/thresholds.ts'

/** Four worker processes of one office, told apart by where they send their requests. */
export interface Crew {
  readonly office: Office
  readonly ledger: Ledger
  readonly queue: Queue
  /** By name. */
  readonly processes: ReadonlyMap<string, Cowherd>
  /** What a fresh look at everything would still change. */
  differences(): Promise<string[]>
  /** Ends all workers and removes what they worked on. */
  leave(): Promise<void>
}

const names = ['first', 'second', 'third', 'fourth']

/** Only what is asked for makes a run, and a run makes one write at a time. */
const env = {
  COWHERD_EVENT_LOG: '0',
  COWHERD_SETTLE_MS: '0',
  COWHERD_SWEEP_ON_START: '0',
  COWHERD_SWEEP_EVERY: '1440',
  COWHERD_DOCTOR_EVERY: '0',
  COWHERD_WRITE_CONCURRENCY: '1',
  // A stopped process must find its own time limits no obstacle to going on.
  COWHERD_TIMEOUT: '120',
}

/** Starts four workers on the queue of a URL. */
export async function startCrew(queueUrl: string): Promise<Crew> {
  const owner = 'crew'
  const office = createOffice({ groups: 12, delayMs: 2, settings: { owner, thresholds: nothingHeld } })
  const { authentik, mailcow, settings } = office
  const installation = await createInstallation({ authentik, mailcow, settings, queueUrl, env })
  const ledger = createLedger()
  const queue = await openQueue({
    url: queueUrl,
    dataDir: '/nowhere',
    prefix: `cowherd-${owner}`,
    settleMs: 0,
    now: Date.now,
    random: Math.random,
    onMessage: () => {},
  })
  const processes = new Map<string, Cowherd>()
  await Promise.all(
    names.map(async (name) => {
      const own = {
        AK_BASE: await ledger.openEntrance(name, 'source', authentik),
        MAILCOW_API_URL: await ledger.openEntrance(name, 'target', mailcow),
      }
      processes.set(name, await installation.start('worker', own))
    }),
  )
  const plan = createPlanner(authentik, mailcow, settings)
  return {
    ...{ office, ledger, queue, processes },
    async differences() {
      return (await plan()).changes.map(({ action, address }) => `${action} ${address}`)
    },
    async leave() {
      await queue.close()
      await installation.remove()
      await ledger.close()
    },
  }
}
