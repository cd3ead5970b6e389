import type { MetricGroup } from './definition.ts'

/** How the installation stands: read at each scrape from what all processes share, so that each of them tells the same. */
export const standingMetrics = {
  lastSuccess: {
    name: 'cowherd_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the last run of a kind ended well; 0 where none has.',
    labels: { kind: ['part', 'whole', 'nightly'] },
  },
  failures: {
    name: 'cowherd_consecutive_failures',
    type: 'gauge',
    help: 'Runs that failed in a row.',
    labels: {},
  },
  owned: {
    name: 'cowherd_owned_aliases',
    type: 'gauge',
    help: 'Aliases of ours, at the last run over everything.',
    labels: {},
  },
  held: {
    name: 'cowherd_held_changes',
    type: 'gauge',
    help: "Changes that wait for a person's word, at the last run over everything.",
    labels: {},
  },
  conflicts: {
    name: 'cowherd_conflicts',
    type: 'gauge',
    help: 'Groups that do not get an address they want, at the last run over everything.',
    labels: {},
  },
  orphans: {
    name: 'cowherd_orphans',
    type: 'gauge',
    help: 'Aliases of ours whose group is gone, left out or empty, after the last run over everything.',
    labels: {},
  },
  paused: {
    name: 'cowherd_paused',
    type: 'gauge',
    help: '1 while a person has stopped all writes, else 0.',
    labels: {},
  },
  sweepInterval: {
    name: 'cowherd_sweep_interval_seconds',
    type: 'gauge',
    help: 'COWHERD_SWEEP_EVERY, in seconds.',
    labels: {},
  },
  rules: {
    name: 'cowherd_rules_in_force',
    type: 'gauge',
    help: '1 where the file of rules is in force, 0 where it is broken and the last good one is.',
    labels: {},
  },
} as const satisfies MetricGroup

/** The queue, read at each scrape. */
export const queueMetrics = {
  up: {
    name: 'cowherd_queue_up',
    type: 'gauge',
    help: '1 where the queue answered within two seconds, else 0.',
    labels: {},
  },
  inbox: { name: 'cowherd_inbox_scopes', type: 'gauge', help: 'Scopes that wait for a run.', labels: {} },
  oldest: {
    name: 'cowherd_inbox_oldest_seconds',
    type: 'gauge',
    help: 'For how long the oldest of them has been known; 0 for an empty inbox.',
    labels: {},
  },
  timers: {
    name: 'cowherd_timers',
    type: 'gauge',
    help: 'Scopes that wait for their time: second looks and retries.',
    labels: {},
  },
  workers: {
    name: 'cowherd_workers',
    type: 'gauge',
    help: 'Workers that listen, in all processes that share the queue.',
    labels: {},
  },
} as const satisfies MetricGroup
