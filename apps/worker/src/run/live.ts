import { ownMarker } from '@cowherd/plan'
import type { Run, StoredScope } from '@cowherd/queue'
import { type Graph, type PartReport, partRun, WideningError } from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import type { Sides, WorkerContext } from './context.ts'
import type { OpenRecorder } from './record.ts'
import { addUp } from './request.ts'
import { stopRequestOf } from './stop.ts'
import { askAgain, createWay, urgentOnly } from './way.ts'

/** A run over what was heard while a whole run was under way. */
export interface LiveRun {
  /** The name under which its changes are written down. */
  readonly name: string
  readonly scopes: readonly StoredScope[]
  readonly report: PartReport
  /** When it began and ended, in milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
}

/** Serves what is heard while a whole run is under way, and knows what it has decided about. */
export interface LiveService {
  /**
   * Serves whatever waits. Only those who have to leave a list go before others who have to.
   *
   * @param urgent whether the whole run has still to take somebody out
   * @param ready waits until nothing is being written and what was written is remembered
   */
  serve(urgent: boolean, ready: () => Promise<void>): Promise<void>
  /** Whether something was heard that takes another run over everything, while nobody waits for this one. */
  readonly needsAnother: boolean
  /** Asks for what was put off and not served any more. */
  end(): Promise<void>
  /** A newer reading than the whole run's has decided about this alias, address or group. */
  hasDecided(about: {
    readonly id: number | undefined
    readonly addresses: readonly string[]
    readonly group: string
  }): boolean
  readonly runs: readonly LiveRun[]
}

/**
 * Makes the service of one whole run.
 *
 * @param run whose inbox is looked at
 * @param graph what the whole run's own reading left
 */
export function createLiveService(
  run: Run,
  sides: Sides,
  graph: Graph,
  { queue, nowMs, randomName }: Pick<WorkerContext, 'queue' | 'nowMs' | 'randomName'>,
  openRecorder?: OpenRecorder,
): LiveService {
  const ids = new Set<number>()
  const addresses = new Set<string>()
  const groups = new Set<string>()
  const runs: LiveRun[] = []
  let able = true
  let needsAnother = false
  let putOff: readonly StoredScope[] = []

  async function serveScopes(scopes: readonly StoredScope[], urgent: boolean): Promise<void> {
    const startedAt = nowMs()
    const name = randomName()
    const way = urgent ? urgentOnly() : createWay(run.waiting, nowMs)
    try {
      const report = await partRun(
        addUp(scopes).part,
        { ...sides, graph, recorder: openRecorder?.(scopes, name) },
        { stopRequest: stopRequestOf(run), isSuperseded: way.gives },
      )
      putOff = [...putOff, ...askAgain(way.left, scopes)]
      runs.push({ name, scopes, report, startedAt, endedAt: nowMs() })
      note(report)
    } catch (error) {
      // It waits for the run after this one, which knows what to do about it.
      if (!(error instanceof WideningError || error instanceof UpstreamError)) throw error
      await putBack(scopes, error instanceof WideningError)
    }
  }

  async function putBack(scopes: readonly StoredScope[], forAnother: boolean): Promise<void> {
    able = false
    needsAnother = forAnother
    await queue.store(scopes)
  }

  function note({ reading, results }: PartReport): void {
    for (const id of reading.groups) groups.add(id)
    for (const alias of reading.target.aliases) {
      const marker = ownMarker(alias.privateComment, sides.settings.owner)
      if (!marker || !reading.groups.has(marker.group)) continue
      ids.add(alias.id)
      addresses.add(alias.address)
    }
    for (const { id, change } of results) {
      if (id !== undefined) ids.add(id)
      addresses.add(change.address)
    }
  }

  return {
    async serve(urgent, ready) {
      const due = urgent ? [] : putOff
      if (!able || (due.length === 0 && !(await run.waiting()))) return
      await ready()
      const scopes = [...due, ...(await run.take())]
      if (!urgent) putOff = []
      // A sweep that is asked for during a sweep is another one: this one's reading may be older than the reason.
      if (scopes.some(({ scope }) => scope.kind === 'all')) {
        // A person who asks for it hears what becomes of this one.
        const nobodyWaits = scopes.every(({ ear }) => ear !== 'operator')
        await putBack(scopes, nobodyWaits)
      } else if (scopes.length > 0) await serveScopes(scopes, urgent)
    },
    hasDecided: (about) =>
      (about.id !== undefined && ids.has(about.id)) ||
      about.addresses.some((address) => addresses.has(address)) ||
      groups.has(about.group),
    runs,
    get needsAnother() {
      return needsAnother
    },
    async end() {
      if (putOff.length > 0) await queue.store(putOff)
    },
  }
}
