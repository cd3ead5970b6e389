import type { MetricGroup } from './definition.ts'

const action = [
  'create',
  'update',
  'rename',
  'adopt',
  'reactivate',
  'deactivate',
  'release',
  'delete',
] as const

/** What runs do. */
export const runMetrics = {
  runs: {
    name: 'cowherd_run_seconds',
    type: 'histogram',
    help: 'Runs and how long they took: over a part, or over everything (whole).',
    labels: { kind: ['part', 'whole'], outcome: ['done', 'failed'] },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    fromStart: true,
  },
  phases: {
    name: 'cowherd_run_phase_seconds_total',
    type: 'counter',
    help: 'Where the time of runs goes: waiting since the first news, reading both servers, planning (all time without a request), writing, and making sure of what is written.',
    labels: { kind: ['part', 'whole'], phase: ['wait', 'read', 'plan', 'apply', 'verify'] },
    fromStart: true,
  },
  sweeps: {
    name: 'cowherd_sweeps_total',
    type: 'counter',
    help: 'Runs over everything by what asked for them: the schedule, the nightly one, a person, an event, or a part that was too small.',
    labels: { cause: ['schedule', 'nightly', 'operator', 'event', 'retry', 'widened'] },
    fromStart: true,
  },
  widened: {
    name: 'cowherd_runs_widened_total',
    type: 'counter',
    help: 'Runs over a part that had to look at everything, by cause.',
    labels: {
      cause: ['no-memory', 'vanished-group', 'vanished-domain', 'too-many-groups', 'too-many-addresses'],
    },
    fromStart: true,
  },
  planned: {
    name: 'cowherd_plan_changes',
    type: 'histogram',
    help: 'How many changes of each action a plan had, held ones included; plans without any are not counted.',
    labels: { action },
    buckets: [1, 2, 5, 10, 25, 50, 100, 500, 1000],
  },
  changes: {
    name: 'cowherd_changes_total',
    type: 'counter',
    help: 'Changes of aliases by action and by what became of them.',
    labels: { action, outcome: ['applied', 'failed', 'not-attempted', 'superseded'] },
    fromStart: true,
  },
  drift: {
    name: 'cowherd_drift_total',
    type: 'counter',
    help: 'Aliases of ours that a run over everything found changed or deleted by somebody else; commands that write by themselves, such as restore, count too.',
    labels: {},
    fromStart: true,
  },
} as const satisfies MetricGroup
