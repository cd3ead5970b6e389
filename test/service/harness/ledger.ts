import type { SimulatedServer } from '@cowherd/simulators'
import { type Entrance, openEntrance } from './entrance.ts'

/** One request as it came in. Times in milliseconds of `performance.now()`. */
export interface LedgerEntry {
  readonly who: string
  readonly side: Side
  readonly method: string
  readonly path: string
  readonly body: string
  readonly begunMs: number
  /** When it was answered; undefined while it is not. */
  readonly endedMs: number | undefined
}

export type Side = 'source' | 'target'

/** What was asked of both servers, and by whom. */
export interface Ledger {
  /** In the order of their arrival. */
  readonly entries: readonly LedgerEntry[]
  /** Called with each request as it arrives, before it is answered. */
  readonly onArrival: Set<(entry: LedgerEntry) => void>
  /** Opens a port of 127.0.0.1 for one client alone, so that it is known who sends. Gives its URL. */
  openEntrance(who: string, side: Side, server: SimulatedServer): Promise<string>
  close(): Promise<void>
}

/** Makes an empty ledger. */
export function createLedger(): Ledger {
  const entries: LedgerEntry[] = []
  const onArrival = new Set<(entry: LedgerEntry) => void>()
  const entrances: Entrance[] = []

  return {
    entries,
    onArrival,
    async openEntrance(who, side, server) {
      const entrance = await openEntrance(server, (request) => {
        const noted: LedgerEntry & { endedMs: number | undefined } = {
          ...{ who, side, ...request, begunMs: performance.now() },
          endedMs: undefined,
        }
        entries.push(noted)
        for (const hear of onArrival) hear(noted)
        return {
          answered() {
            noted.endedMs = performance.now()
          },
        }
      })
      entrances.push(entrance)
      return `http://127.0.0.1:${entrance.port}`
    },
    async close() {
      for (const entrance of entrances) entrance.close()
    },
  }
}

/** One whole run of a worker, as far as the target saw it. */
export interface RunSpan {
  readonly who: string
  readonly begunMs: number
  readonly endedMs: number
  readonly writes: readonly LedgerEntry[]
}

/**
 * The whole runs in a ledger. Each begins with a question for the target's version, which nothing else asks; all that the
 * same client asks the target until its next such question belongs to it.
 */
export function spansOf(entries: readonly LedgerEntry[]): RunSpan[] {
  const spans: { who: string; begunMs: number; endedMs: number; writes: LedgerEntry[] }[] = []
  const current = new Map<string, (typeof spans)[number]>()
  for (const entry of entries) {
    if (entry.side !== 'target') continue
    const { who, begunMs, endedMs = Number.POSITIVE_INFINITY } = entry
    if (entry.path.endsWith('/get/status/version')) {
      const span = { who, begunMs, endedMs, writes: [] }
      current.set(who, span)
      spans.push(span)
    }
    const span = current.get(who)
    if (!span) throw new Error(`${who} asks ${entry.path} before it began a run`)
    span.endedMs = Math.max(span.endedMs, endedMs)
    if (isWrite(entry)) span.writes.push(entry)
  }
  return spans
}

/** Runs of different clients that were under way at the same time, one line for each pair. */
export function overlapsOf(spans: readonly RunSpan[]): string[] {
  const sorted = spans.toSorted((a, b) => a.begunMs - b.begunMs)
  return sorted.flatMap((earlier, index) =>
    sorted
      .slice(index + 1)
      .filter(({ who, begunMs }) => who !== earlier.who && begunMs < earlier.endedMs)
      .map(({ who, begunMs }) => `${who} began at ${begunMs}, ${earlier.who} ended at ${earlier.endedMs}`),
  )
}

/** Whether a request changes the target. */
export function isWrite({ side, method }: LedgerEntry): boolean {
  return side === 'target' && method === 'POST'
}
