import type { Registry } from 'prom-client'
import { gaugeOf } from './registry/instruments.ts'
import { doctorMetrics } from './table/doctor.ts'

type CheckId = (typeof doctorMetrics.checks.labels.check)[number]

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
export function createDoctorMetrics(registry: Registry, nowMs: () => number): DoctorMetrics {
  const checks = gaugeOf(registry, doctorMetrics.checks)
  const latency = gaugeOf(registry, doctorMetrics.canarySeconds)
  const heard = gaugeOf(registry, doctorMetrics.canaryHeard)
  const made = gaugeOf(registry, doctorMetrics.canaryMade)
  const possible = gaugeOf(registry, doctorMetrics.canaryPossible)
  const unheard = gaugeOf(registry, doctorMetrics.unheardSince)
  unheard.set({}, 0)
  const hear = (ear: 'webhook' | 'event-log', seconds: number | null) => {
    heard.set({ ear }, seconds === null ? 0 : 1)
    if (seconds === null) latency.remove({ ear })
    else latency.set({ ear }, seconds)
  }
  return {
    // A check that is not declared is shown as `other`; a test compares the two lists.
    doctorCheck: (check, state) => checks.set({ check: check as CheckId }, values[state]),
    canary({ webhook, eventLog }) {
      hear('webhook', webhook)
      hear('event-log', eventLog)
      made.set({}, nowMs() / 1000)
    },
    canaryPossible: (isPossible) => possible.set({}, isPossible ? 1 : 0),
    webhooksUnheardSince: (since) => unheard.set({}, since === null ? 0 : since / 1000),
  }
}
