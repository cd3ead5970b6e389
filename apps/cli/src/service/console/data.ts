import type { CheckRow, ConsoleData, SettingRow, Standing } from '@cowherd/console'
import type { Queue, QueueStatus } from '@cowherd/queue'
import type { Memory } from '@cowherd/reconcile'
import type { HealthRecord } from './health.ts'
import type { HistoryReader } from './history.ts'
import type { Looker } from './looker.ts'
import type { VerdictStore } from './verdicts.ts'

/** While a page is open the queue is asked for news so often, and an answer is believed so long, in milliseconds. */
const newsMs = 250
const believedMs = 500
/** Checks are believed so long, in milliseconds. */
const checkedMs = 10_000
const shownRuns = 100

const noStatus: QueueStatus = {
  ...{ inbox: 0, oldestMs: null, running: false },
  ...{ timers: 0, runsDone: 0, runsFailed: 0 },
}

/** What the data of a console comes from. */
export interface DataSources {
  readonly queue: Pick<Queue, 'status' | 'runs' | 'workers'>
  readonly memory: Pick<Memory, 'pause' | 'rememberShown'>
  readonly looker: Looker
  readonly health: HealthRecord
  readonly verdicts: VerdictStore
  readonly settings: readonly SettingRow[]
  readonly checks: () => Promise<readonly CheckRow[]>
  readonly history: HistoryReader
  readonly now: () => Date
  readonly nowMs: () => number
}

/** The data of a console, with the way to tell open pages that something has turned. */
export interface ServiceData extends ConsoleData {
  turn(): void
}

/** Makes the data. The queue is asked at most once in half a second, however many pages are open. */
export function createServiceData(sources: DataSources): ServiceData {
  const { queue, memory, looker, health, verdicts, settings, history, now, nowMs } = sources
  const listeners = new Set<() => void>()
  let known: { readonly at: number; readonly standing: Promise<Standing> } | undefined
  let checked: { readonly at: number; readonly rows: Promise<readonly CheckRow[]> } | undefined
  let last: Standing | undefined
  let newestRun: string | undefined
  let timer: NodeJS.Timeout | undefined

  async function ask(): Promise<Standing> {
    try {
      const [status, runs, workers, pause] = await Promise.all([
        queue.status(),
        queue.runs(shownRuns),
        queue.workers(),
        memory.pause(),
      ])
      last = { queue: status, runs, workers, pause, health: health.health(), problem: undefined }
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      const before = last ?? { queue: noStatus, runs: [], workers: 0, pause: undefined }
      return { ...before, health: health.health(), problem }
    }
    const newest = last.runs[0]?.id
    if (newest !== newestRun && newestRun !== undefined) looker.note()
    newestRun = newest ?? ''
    return last
  }

  function standing(): Promise<Standing> {
    if (!known || nowMs() - known.at > believedMs) known = { at: nowMs(), standing: ask() }
    return known.standing
  }

  function turn(): void {
    known = undefined
    for (const listener of listeners) listener()
  }

  async function watch(before: string): Promise<void> {
    const { queue: status, runs, workers, pause, problem } = await ask()
    const after = JSON.stringify([
      ...[runs[0]?.id, runs[0]?.outcome, status.inbox, status.running, workers],
      ...[pause?.since, problem],
    ])
    if (after !== before && before !== '') turn()
    if (listeners.size > 0) timer = setTimeout(() => void watch(after), newsMs).unref()
    else timer = undefined
  }

  return {
    ...{ standing, turn },
    model: () => looker.model(),
    look: () => looker.state(),
    attend: () => looker.attend(),
    requestLook: () => looker.request(),
    settings: () => settings,
    checks() {
      if (!checked || nowMs() - checked.at > checkedMs) checked = { at: nowMs(), rows: sources.checks() }
      return checked.rows
    },
    verdicts: () => verdicts.read(),
    history: (query) => history.read(query),
    noteShown: (checksum) => memory.rememberShown(checksum, now()),
    subscribe(listener) {
      listeners.add(listener)
      if (!timer) timer = setTimeout(() => void watch(''), 0).unref()
      return () => void listeners.delete(listener)
    },
  }
}
