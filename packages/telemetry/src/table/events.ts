import type { MetricGroup } from './definition.ts'

/** What is heard of the source. */
export const eventMetrics = {
  events: {
    name: 'cowherd_events_total',
    type: 'counter',
    help: 'Events by the ear that heard them, what became of them, and what they are about (none: nothing to look at, or not read).',
    labels: {
      ear: ['webhook', 'event-log'],
      result: [
        'stored',
        'ignored',
        'unstored',
        'unauthorised',
        'limited',
        'too-large',
        'not-json',
        'broken-off',
        'failed',
      ],
      model: ['group', 'user', 'all', 'none'],
    },
  },
  heard: {
    name: 'cowherd_ear_heard_timestamp_seconds',
    type: 'gauge',
    help: 'When an ear last showed that it works: a webhook with a right secret came, or the event log was read. 0 where it has not yet, absent where this process has no such ear.',
    labels: { ear: ['webhook', 'event-log'] },
  },
  lag: {
    name: 'cowherd_lag_seconds',
    type: 'histogram',
    help: 'From the first news of a change to its aliases being right and read back.',
    labels: {},
    buckets: [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, 300],
  },
} as const satisfies MetricGroup
