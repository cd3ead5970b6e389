import type { Registry } from 'prom-client'
import { queueMetrics, standingMetrics } from '../table/standing.ts'
import { gaugeOf } from './instruments.ts'

/** How the installation stands, as all its processes share it; what is not known is undefined. */
export interface Snapshot {
  readonly inbox: number
  /** In milliseconds; null for an empty inbox. */
  readonly oldestMs: number | null
  readonly timers: number
  readonly workers: number
  readonly paused: boolean
  /** When runs last ended well, in milliseconds since 1970; 0 where none has. */
  readonly lastSuccess: Readonly<Record<'part' | 'whole' | 'nightly', number>>
  readonly failures: number
  /** What the last run over everything left; undefined before it. */
  readonly standing:
    | {
        readonly owned: number
        readonly held: number
        readonly conflicts: number
        readonly orphans: number
      }
    | undefined
}

const limitMs = 2_000

/**
 * Makes what looks at the installation before a scrape: never longer than two seconds, never twice at the same time.
 *
 * @param look rejects where the queue does not answer
 */
export function createSnapshotGauges(registry: Registry): (look: () => Promise<Snapshot>) => Promise<void> {
  const up = gaugeOf(registry, queueMetrics.up)
  const gauges = {
    inbox: gaugeOf(registry, queueMetrics.inbox),
    oldest: gaugeOf(registry, queueMetrics.oldest),
    timers: gaugeOf(registry, queueMetrics.timers),
    workers: gaugeOf(registry, queueMetrics.workers),
    paused: gaugeOf(registry, standingMetrics.paused),
    failures: gaugeOf(registry, standingMetrics.failures),
    owned: gaugeOf(registry, standingMetrics.owned),
    held: gaugeOf(registry, standingMetrics.held),
    conflicts: gaugeOf(registry, standingMetrics.conflicts),
    orphans: gaugeOf(registry, standingMetrics.orphans),
  }
  const lastSuccess = gaugeOf(registry, standingMetrics.lastSuccess)
  const kinds = standingMetrics.lastSuccess.labels.kind
  let looking: Promise<Snapshot> | undefined

  const show = (values: Partial<Record<keyof typeof gauges, number>>) => {
    for (const [name, gauge] of Object.entries(gauges)) {
      const value = values[name as keyof typeof gauges]
      if (value === undefined) gauge.remove({})
      else gauge.set({}, value)
    }
  }

  return async (look) => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    try {
      const snapshot = await within(looking)
      const { inbox, oldestMs, timers, workers, failures, standing } = snapshot
      const paused = snapshot.paused ? 1 : 0
      show({ inbox, oldest: (oldestMs ?? 0) / 1000, timers, workers, paused, failures, ...standing })
      for (const kind of kinds) lastSuccess.set({ kind }, snapshot.lastSuccess[kind] / 1000)
      up.set({}, 1)
    } catch {
      show({})
      for (const kind of kinds) lastSuccess.remove({ kind })
      up.set({}, 0)
    }
  }
}

function within<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), limitMs)
  })
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}
