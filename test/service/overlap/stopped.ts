import type { Cowherd } from '../harness/cowherd.ts'
import { isWrite, type Ledger, type LedgerEntry, type RunSpan, spansOf } from '../harness/ledger.ts'
import { until } from '../harness/until.ts'
import type { Crew } from './crew.ts'
import { askForRun, becomeQuiet, changeMember } from './load.ts'

/** What a worker wrote that was stopped in the middle of a write and went on when others had taken over. */
export interface Stopped {
  /** Its writes that were under way when it was stopped. */
  readonly before: readonly LedgerEntry[]
  /** Its writes of the same run after it went on. */
  readonly after: readonly LedgerEntry[]
  /** All runs but this one. */
  readonly others: readonly RunSpan[]
}

/** With which of its requests under way a worker is stopped: the last look before a write, or the write. */
export type Moment = 'look' | 'write'

const lookPattern = /\/get\/alias\/\d+$/

/** Stops the next process that is about to write, as that request of it arrives, and waits for the answer to be sent. */
export async function stopAt(
  moment: Moment,
  ledger: Ledger,
  processOf: (who: string) => Cowherd | undefined,
): Promise<LedgerEntry> {
  const held = Promise.withResolvers<LedgerEntry>()
  const stop = (entry: LedgerEntry) => {
    if (moment === 'write' ? !isWrite(entry) : !lookPattern.test(entry.path)) return
    ledger.onArrival.delete(stop)
    processOf(entry.who)?.child.kill('SIGSTOP')
    held.resolve(entry)
  }
  ledger.onArrival.add(stop)
  const entry = await held.promise
  await until('its request is answered', () => entry.endedMs !== undefined)
  return entry
}

/**
 * Stops the worker that is about to write, lets the others take its run over and make right what it wanted to make wrong,
 * and lets it go on.
 */
export async function stopAndContinue(crew: Crew, moment: Moment): Promise<Stopped> {
  const { office, ledger, processes } = crew
  const change = 1_000
  const stopped = stopAt(moment, ledger, (who) => processes.get(who))
  changeMember(office, change)
  await askForRun(crew)
  const { who, begunMs } = await stopped

  // Back again: what the stopped worker wants to write is wrong from now on.
  changeMember(office, change + office.groups.length * office.users.length)
  const isTakenOver = () => spansOf(ledger.entries).some((one) => one.who !== who && one.begunMs > begunMs)
  await until(
    'another worker has made it right',
    async () => isTakenOver() && (await crew.differences()).length === 0,
    60_000,
    100,
  )
  const continuedMs = performance.now()
  processes.get(who)?.child.kill('SIGCONT')
  await until('a run looks again', () => spansOf(ledger.entries).some((one) => one.begunMs > continuedMs))
  await becomeQuiet(crew)

  const spans = spansOf(ledger.entries)
  const run = spans.findLast((one) => one.who === who && one.begunMs <= begunMs)
  const writes = run?.writes ?? []
  return {
    others: spans.filter((one) => one !== run),
    before: writes.filter((write) => write.begunMs <= continuedMs),
    after: writes.filter((write) => write.begunMs > continuedMs),
  }
}
