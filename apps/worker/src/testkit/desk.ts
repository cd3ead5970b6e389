import { LostLock, type Run, type RunResult, type StoredScope, scopeKey } from '@cowherd/queue'
import { createGraph, type Values } from '@cowherd/reconcile'
import { createSite, type Site, type SiteFacts } from '@cowherd/reconcile/testkit'
import { createBreaker } from '../breaker/breaker.ts'
import type { Sides, WorkerContext, WorkerTiming } from '../run/context.ts'
import { createRunHandler } from '../run/handler.ts'
import type { RunWatch } from '../run/watch.ts'

/** Scopes that were put off. */
export interface Later {
  readonly scopes: readonly StoredScope[]
  readonly delayMs: number
  readonly ear: string
}

/** What was counted of one run's time. */
export interface PhasedRun {
  readonly kind: 'part' | 'whole'
  readonly seconds: Readonly<Record<string, number>>
}

/** A worker's desk: a site, an inbox, and a clock that stands still. */
export interface Desk {
  readonly site: Site
  readonly context: WorkerContext
  /** What waits to be taken. */
  readonly inbox: StoredScope[]
  readonly later: Later[]
  /** Lines of the log, such as `warn: …`. */
  readonly lines: string[]
  /** What its log says of each run. */
  readonly runs: Readonly<Record<string, unknown>>[]
  /** What was counted, such as `run part done`. */
  readonly counted: string[]
  /** Where the time of each run went. */
  readonly phased: PhasedRun[]
  readonly clock: { ms: number }
  /** How often the inbox was emptied. */
  takes(): number
  /** The lock is another worker's from now on. */
  loseLock(): void
  /** The worker closes. */
  readonly abort: AbortController
  /** Makes one run over the inbox, with these added. */
  run(...scopes: readonly StoredScope[]): Promise<RunResult>
}

/** What a desk is like. */
export interface DeskFacts extends SiteFacts {
  readonly timing?: Partial<WorkerTiming>
  /** The sides while one of them is known to be away. */
  readonly hasty?: (sides: Sides) => Sides
  readonly patient?: (sides: Sides) => Sides
  /** Who looks on at its runs. */
  readonly watch?: (values: Values, nowMs: () => number) => RunWatch
}

/** A scope as an ear stores it. */
export function scopeOf(scope: StoredScope['scope'], facts: Partial<StoredScope> = {}): StoredScope {
  return { scope, ear: 'webhook', at: startMs, ...facts }
}

/** As the queue does. */
function assertStorable(scopes: readonly StoredScope[]): void {
  for (const { scope } of scopes) scopeKey(scope)
}

/** When the clock stands. */
export const startMs = Date.parse('2026-11-24T12:00:00Z')

/** Makes a desk; nothing is remembered yet. */
export function createDesk({ timing, hasty, patient, watch, ...facts }: DeskFacts): Desk {
  const site = createSite(facts)
  const phased: PhasedRun[] = []
  const runs: Readonly<Record<string, unknown>>[] = []
  const [inbox, later, lines, counted]: [StoredScope[], Later[], string[], string[]] = [[], [], [], []]
  const clock = { ms: startMs }
  const abort = new AbortController()
  const nowMs = () => clock.ms
  let lost = false
  let names = 0
  let takes = 0
  const sides: Sides = { ...site.sides, now: () => new Date(clock.ms) }
  const context: WorkerContext = {
    queue: {
      store: async (scopes) => {
        assertStorable(scopes)
        inbox.push(...scopes)
      },
      later: async (scopes, delayMs, ear) => {
        assertStorable(scopes)
        later.push({ scopes, delayMs, ear })
      },
    },
    graph: createGraph(site.values as Values),
    sides: (patience) => (patience === 'patient' ? patient : hasty)?.(sides) ?? sides,
    breaker: createBreaker(nowMs, () => 0.5),
    log: (level, message, fields = {}) => {
      lines.push(`${level}: ${message}`)
      if (message === 'run') runs.push(fields)
    },
    metrics: {
      event: (ear, result) => counted.push(`event ${ear} ${result}`),
      run: (kind, outcome) => counted.push(`run ${kind} ${outcome}`),
      phases: (kind, seconds) => phased.push({ kind, seconds }),
      widened: (cause) => counted.push(`widened ${cause}`),
      lag: (seconds) => counted.push(`lag ${seconds}`),
      changes: (action, outcome) => counted.push(`${action} ${outcome}`),
      request: () => {},
      heard: () => {},
      sweep: (cause) => counted.push(`sweep ${cause}`),
      planned: (action, count) => counted.push(`planned ${count} ${action}`),
      drift: () => {},
      notice: () => {},
      rulesInForce: () => {},
      sweepInterval: () => {},
      watch: () => {},
      text: async () => '',
    },
    ...(watch ? { watch: watch(site.values as Values, nowMs) } : {}),
    nowMs,
    randomName: () => `reading-of-a-worker-${++names}`,
    timing: { secondLookMs: 5_000, retryMs: 5_000, retryMaxMs: 60_000, staleMs: 30_000, ...timing },
  }
  const handle = createRunHandler(context)
  const assertLock = async () => {
    abort.signal.throwIfAborted()
    if (lost) throw new LostLock()
  }
  const run: Run = {
    id: '1',
    signal: abort.signal,
    take: async () => {
      takes += 1
      return inbox.splice(0)
    },
    waiting: async () => inbox.length > 0,
    assertLock,
  }
  return {
    ...{ site, context, inbox, later, lines, runs, counted, phased, clock, abort },
    takes: () => takes,
    loseLock: () => {
      lost = true
    },
    run: (...scopes) => {
      inbox.push(...scopes)
      return handle(run)
    },
  }
}
