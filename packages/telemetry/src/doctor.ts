import { Gauge, type Registry } from 'prom-client'

/** What is known of the installation's health. The ids of checks are few and fixed. */
export interface DoctorMetrics {
  /** How a check came out. */
  doctorCheck(check: string, state: 'ok' | 'warning' | 'problem' | 'skipped'): void
  /** A canary change was made: seconds until each ear heard of it, null where it did not. */
  canary(heard: { readonly webhook: number | null; readonly eventLog: number | null }): void
  /** Whether a canary change could be made. */
  canaryPossible(possible: boolean): void
  /** Since when no webhook came for what the event log told, in milliseconds since 1970; null while they come. */
  webhooksUnheardSince(since: number | null): void
}

const values = { ok: 0, warning: 1, problem: 2, skipped: -1 } as const

/** The doctor's gauges in a registry. */
export function createDoctorMetrics(registry: Registry): DoctorMetrics {
  const registers = [registry]
  const checks = new Gauge({
    name: 'cowherd_doctor_check',
    help: 'How each check of the doctor came out last: 0 ok, 1 warning, 2 problem, -1 skipped',
    labelNames: ['check'],
    registers,
  })
  const latency = new Gauge({
    name: 'cowherd_canary_seconds',
    help: 'How long it took until the last canary change was heard, by ear; absent where it was not',
    labelNames: ['ear'],
    registers,
  })
  const heard = new Gauge({
    name: 'cowherd_canary_heard',
    help: '1 where the last canary change was heard, by ear (webhook, event-log), else 0',
    labelNames: ['ear'],
    registers,
  })
  const made = new Gauge({
    name: 'cowherd_canary_timestamp_seconds',
    help: 'When the last canary change was made',
    registers,
  })
  const possible = new Gauge({
    name: 'cowherd_canary_possible',
    help: "1 where the service's token may make the canary change, 0 where it may not",
    registers,
  })
  const unheard = new Gauge({
    name: 'cowherd_webhooks_unheard_since_timestamp_seconds',
    help: 'When the event log first told of a change for which no webhook came; 0 while webhooks come',
    registers,
  })
  const hear = (ear: string, seconds: number | null) => {
    heard.set({ ear }, seconds === null ? 0 : 1)
    if (seconds === null) latency.remove({ ear })
    else latency.set({ ear }, seconds)
  }
  return {
    doctorCheck: (check, state) => checks.set({ check }, values[state]),
    canary({ webhook, eventLog }) {
      hear('webhook', webhook)
      hear('event-log', eventLog)
      made.setToCurrentTime()
    },
    canaryPossible: (isPossible) => possible.set(isPossible ? 1 : 0),
    webhooksUnheardSince: (since) => unheard.set(since === null ? 0 : since / 1000),
  }
}
