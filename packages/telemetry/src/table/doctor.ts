import type { MetricGroup } from './definition.ts'

const ear = ['webhook', 'event-log'] as const

/** What the doctor found in its rounds. */
export const doctorMetrics = {
  checks: {
    name: 'cowherd_doctor_check',
    type: 'gauge',
    help: 'How each check of the doctor came out last: 0 ok, 1 warning, 2 problem, -1 skipped.',
    labels: {
      check: [
        'settings',
        'rules',
        'authentik-name',
        'authentik-certificate',
        'authentik-token',
        'authentik-version',
        'authentik-clock',
        'authentik-groups',
        'authentik-users',
        'authentik-events',
        'authentik-setup',
        'mailcow-name',
        'mailcow-certificate',
        'mailcow-key',
        'mailcow-version',
        'mailcow-clock',
        'mailcow-write',
        'domains',
        'ownership',
        'queue',
        'queue-durable',
        'schedules',
        'last-sweep',
        'webhook-secret',
        'webhook-test',
        'webhooks',
        'canary',
      ],
    },
  },
  canarySeconds: {
    name: 'cowherd_canary_seconds',
    type: 'gauge',
    help: 'How long it took until the last canary change was heard, by ear; absent where it was not.',
    labels: { ear },
  },
  canaryHeard: {
    name: 'cowherd_canary_heard',
    type: 'gauge',
    help: '1 where the last canary change was heard, by ear, else 0.',
    labels: { ear },
  },
  canaryMade: {
    name: 'cowherd_canary_timestamp_seconds',
    type: 'gauge',
    help: 'When the last canary change was made; absent where none was.',
    labels: {},
  },
  canaryPossible: {
    name: 'cowherd_canary_possible',
    type: 'gauge',
    help: "1 where the service's token may make the canary change, 0 where it may not.",
    labels: {},
  },
  unheardSince: {
    name: 'cowherd_webhooks_unheard_since_timestamp_seconds',
    type: 'gauge',
    help: 'When the event log first told of a change for which no webhook came; 0 while webhooks come.',
    labels: {},
  },
} as const satisfies MetricGroup
