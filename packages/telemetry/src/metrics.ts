import { Registry } from 'prom-client'
import { type AuditMetrics, createAuditMetrics } from './audit.ts'
import { createDoctorMetrics, type DoctorMetrics } from './doctor.ts'
import { counterOf, gaugeOf, histogramOf } from './registry/instruments.ts'
import { collectProcess } from './registry/process.ts'
import { routeOf, statusOf } from './registry/route.ts'
import { createSnapshotGauges, type Snapshot } from './registry/snapshot.ts'
import type { LabelsOf } from './table/definition.ts'
import { eventMetrics } from './table/events.ts'
import { runMetrics } from './table/runs.ts'
import { standingMetrics } from './table/standing.ts'
import { outgoingMetrics } from './table/upstream.ts'

type EventLabels = LabelsOf<typeof eventMetrics.events>
type ChangeLabels = LabelsOf<typeof runMetrics.changes>
type RunPhase = LabelsOf<typeof runMetrics.phases>['phase']
type SweepCause = LabelsOf<typeof runMetrics.sweeps>['cause']

/** What a running installation counts. No ids and no addresses: labels are few and known. */
export interface Metrics {
  /** An event arrived by one of the ears. */
  event(ear: EventLabels['ear'], result: EventLabels['result'], model: EventLabels['model']): void
  /** An ear showed that it works, or is there and has not yet. */
  heard(ear: EventLabels['ear'], when: 'now' | 'never'): void
  /** A run ended. */
  run(kind: 'part' | 'whole', outcome: 'done' | 'failed', seconds: number): void
  /** Where the time of a run went, in seconds by phase. */
  phases(kind: 'part' | 'whole', seconds: Readonly<Record<RunPhase, number>>): void
  /** A run over everything, by what asked for it. */
  sweep(cause: SweepCause): void
  /** A run over a part had to look at everything. */
  widened(cause: LabelsOf<typeof runMetrics.widened>['cause']): void
  /** From the first news of a change to its aliases' being right, in seconds. */
  lag(seconds: number): void
  /** How many changes of an action a plan had. */
  planned(action: ChangeLabels['action'], count: number): void
  /** Changes by what became of them. */
  changes(action: ChangeLabels['action'], outcome: ChangeLabels['outcome'], count: number): void
  /** Aliases of ours that somebody else had changed. */
  drift(count: number): void
  /** A request to one of the servers; the path may hold ids. */
  request(side: 'source' | 'target', path: string, status: number | undefined, seconds: number): void
  /** A notice was sent to people, or could not be. */
  notice(way: 'webhook' | 'mail', result: 'sent' | 'failed'): void
  /** Whether the file of rules is in force as it is now, or the last good one is. */
  rulesInForce(inForce: boolean): void
  /** How often everything is looked at, in seconds. */
  sweepInterval(seconds: number): void
  /** Looks at the installation before each scrape, within two seconds; rejects where the queue does not answer. */
  watch(look: () => Promise<Snapshot>): void
  /** The Prometheus text. */
  text(): Promise<string>
}

/**
 * Metrics with a registry of their own.
 *
 * @param nowMs milliseconds since 1970
 */
export function createMetrics(nowMs: () => number = Date.now): Metrics & DoctorMetrics & AuditMetrics {
  const registry = new Registry()
  const events = counterOf(registry, eventMetrics.events)
  const heard = gaugeOf(registry, eventMetrics.heard)
  const lag = histogramOf(registry, eventMetrics.lag)
  const runs = histogramOf(registry, runMetrics.runs)
  const phases = counterOf(registry, runMetrics.phases)
  const sweeps = counterOf(registry, runMetrics.sweeps)
  const widened = counterOf(registry, runMetrics.widened)
  const planned = histogramOf(registry, runMetrics.planned)
  const changes = counterOf(registry, runMetrics.changes)
  const drift = counterOf(registry, runMetrics.drift)
  const rules = gaugeOf(registry, standingMetrics.rules)
  const interval = gaugeOf(registry, standingMetrics.sweepInterval)
  const showSnapshot = createSnapshotGauges(registry)
  const requests = histogramOf(registry, outgoingMetrics.requests)
  const notices = counterOf(registry, outgoingMetrics.notices)
  const others = { ...createDoctorMetrics(registry, nowMs), ...createAuditMetrics(registry) }
  collectProcess(registry)
  let look: (() => Promise<Snapshot>) | undefined
  return {
    ...others,
    event: (ear, result, model) => events.add({ ear, result, model }),
    heard: (ear, when) => heard.set({ ear }, when === 'now' ? nowMs() / 1000 : 0),
    run: (kind, outcome, seconds) => runs.observe({ kind, outcome }, seconds),
    phases(kind, seconds) {
      for (const phase of runMetrics.phases.labels.phase) phases.add({ kind, phase }, seconds[phase])
    },
    sweep: (cause) => sweeps.add({ cause }),
    widened: (cause) => widened.add({ cause }),
    lag: (seconds) => lag.observe({}, seconds),
    planned: (action, count) => planned.observe({ action }, count),
    changes: (action, outcome, count) => changes.add({ action, outcome }, count),
    drift: (count) => drift.add({}, count),
    request: (side, path, status, seconds) =>
      requests.observe({ side, route: routeOf(path), status: statusOf(status) }, seconds),
    notice: (way, result) => notices.add({ way, result }),
    rulesInForce: (inForce) => rules.set({}, inForce ? 1 : 0),
    sweepInterval: (seconds) => interval.set({}, seconds),
    watch(source) {
      look = source
    },
    async text() {
      if (look) await showSnapshot(look)
      return registry.metrics()
    },
  }
}
