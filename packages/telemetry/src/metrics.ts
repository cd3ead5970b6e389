import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type AuditMetrics, createAuditMetrics } from './audit.ts'
import { createDoctorMetrics, type DoctorMetrics } from './doctor.ts'

/** What a running installation counts. No ids and no addresses: labels are few and known. */
export interface Metrics {
  /** An event arrived by one of the ears. */
  event(ear: string, result: string): void
  /** A run ended. */
  run(kind: 'part' | 'whole', outcome: 'done' | 'failed', seconds: number): void
  /** A run over a part had to look at everything. */
  widened(cause: string): void
  /** From the first news of a change to its aliases' being right, in seconds. */
  lag(seconds: number): void
  /** Changes by what became of them. */
  changes(action: string, outcome: string, count: number): void
  /** A request to one of the servers. */
  request(side: string, route: string, status: string, seconds: number): void
  /** How things stood at the end of the last run. */
  state(state: { readonly held: number; readonly conflicts: number; readonly owned: number }): void
  /** Whether the file of rules is in force as it is now, or the last good one is. */
  rulesInForce(inForce: boolean): void
  /** The Prometheus text. */
  text(): Promise<string>
}

/** Metrics with a registry of their own. */
export function createMetrics(): Metrics & DoctorMetrics & AuditMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'cowherd_' })
  const events = new Counter({
    name: 'cowherd_events_total',
    help: 'Events by ear (webhook, event-log) and result (stored, ignored, refused, failed)',
    labelNames: ['ear', 'result'],
    registers,
  })
  const runs = new Histogram({
    name: 'cowherd_run_seconds',
    help: 'Runs by kind (part, whole) and outcome (done, failed)',
    labelNames: ['kind', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  })
  const widened = new Counter({
    name: 'cowherd_runs_widened_total',
    help: 'Runs over a part that had to look at everything, by cause',
    labelNames: ['cause'],
    registers,
  })
  const lag = new Histogram({
    name: 'cowherd_lag_seconds',
    help: 'From the first news of a change to its aliases being right and read back',
    buckets: [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, 300],
    registers,
  })
  const changes = new Counter({
    name: 'cowherd_changes_total',
    help: 'Changes of aliases by action and outcome',
    labelNames: ['action', 'outcome'],
    registers,
  })
  const requests = new Histogram({
    name: 'cowherd_upstream_request_seconds',
    help: 'Requests to Authentik (source) and Mailcow (target) by route and status',
    labelNames: ['side', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const lastSuccess = new Gauge({
    name: 'cowherd_last_success_timestamp_seconds',
    help: 'When the last run of a kind ended well',
    labelNames: ['kind'],
    registers,
  })
  const standing = new Gauge({
    name: 'cowherd_aliases',
    help: 'Owned aliases, held changes and conflicts at the end of the last whole run',
    labelNames: ['state'],
    registers,
  })
  const rules = new Gauge({
    name: 'cowherd_rules_in_force',
    help: '1 where the file of rules is in force, 0 where it is broken and the last good one is',
    registers,
  })
  return {
    ...createDoctorMetrics(registry),
    ...createAuditMetrics(registry),
    event: (ear, result) => events.inc({ ear, result }),
    run(kind, outcome, seconds) {
      runs.observe({ kind, outcome }, seconds)
      if (outcome === 'done') lastSuccess.setToCurrentTime({ kind })
    },
    widened: (cause) => widened.inc({ cause }),
    lag: (seconds) => lag.observe(seconds),
    changes: (action, outcome, count) => changes.inc({ action, outcome }, count),
    request: (side, route, status, seconds) => requests.observe({ side, route, status }, seconds),
    state(state) {
      for (const [name, value] of Object.entries(state)) standing.set({ state: name }, value)
    },
    rulesInForce: (inForce) => rules.set(inForce ? 1 : 0),
    text: () => registry.metrics(),
  }
}
