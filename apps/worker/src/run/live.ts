import type { Run, StoredScope } from '@cowherd/queue'
import { type PartReport, partRun, WideningError } from '@cowherd/reconcile'
import type { Sides, WorkerContext } from './context.ts'
import { addUp } from './request.ts'
import { stopRequestOf } from './stop.ts'

/** Serves what is heard while a whole run is under way, and knows what it has decided about. */
export interface LiveService {
  /** Serves whatever waits. Never two at a time. */
  serve(): Promise<void>
  /** A newer reading than the whole run's has decided about this alias, address or group. */
  hasDecided(about: {
    readonly id: number | undefined
    readonly addresses: readonly string[]
    readonly group: string
  }): boolean
  readonly reports: readonly PartReport[]
}

/** @param run the whole run, whose inbox is looked at */
export function createLiveService(run: Run, sides: Sides, context: WorkerContext): LiveService {
  const ids = new Set<number>()
  const addresses = new Set<string>()
  const groups = new Set<string>()
  const reports: PartReport[] = []
  let serving: Promise<void> | undefined
  let able = true

  async function serveWaiting(): Promise<void> {
    if (!able || !(await run.waiting())) return
    const scopes = await run.take()
    const asked = addUp(scopes)
    // A sweep that is asked for during a sweep is another one: this one's reading may be older than the reason.
    const later = scopes.filter(({ scope }) => scope.kind === 'all')
    if (later.length > 0) {
      able = false
      await context.queue.store(scopes)
      return
    }
    try {
      const report = await partRun(
        asked.part,
        { ...sides, graph: context.graph },
        { stopRequest: stopRequestOf(run) },
      )
      note(report)
    } catch (error) {
      await giveBack(scopes, error)
    }
  }

  function note(report: PartReport): void {
    reports.push(report)
    for (const id of report.reading.groups) groups.add(id)
    for (const alias of report.reading.target.aliases) {
      ids.add(alias.id)
      addresses.add(alias.address)
    }
    for (const { id, change } of report.results) {
      if (id !== undefined) ids.add(id)
      addresses.add(change.address)
    }
  }

  async function giveBack(scopes: readonly StoredScope[], error: unknown): Promise<void> {
    able = false
    await context.queue.store(scopes)
    // Without a memory to widen it by, an event waits for the end of the run that makes one.
    if (!(error instanceof WideningError)) throw error
  }

  return {
    serve() {
      serving ??= serveWaiting().finally(() => {
        serving = undefined
      })
      return serving
    },
    hasDecided: (about) =>
      (about.id !== undefined && ids.has(about.id)) ||
      about.addresses.some((address) => addresses.has(address)) ||
      groups.has(about.group),
    reports,
  }
}
