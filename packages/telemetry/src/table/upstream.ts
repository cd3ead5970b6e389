import type { MetricGroup } from './definition.ts'

/** Requests to the two servers, and messages to people. */
export const outgoingMetrics = {
  requests: {
    name: 'cowherd_upstream_request_seconds',
    type: 'histogram',
    help: 'Requests to Authentik (source) and Mailcow (target) by route and HTTP status; none where no answer came.',
    labels: {
      side: ['source', 'target'],
      route: [
        '/core/groups/',
        '/core/groups/{id}/',
        '/core/users/',
        '/core/users/{id}/',
        '/events/events/',
        '/get/status/version',
        '/get/domain/all',
        '/get/alias-domain/all',
        '/get/mailbox/all',
        '/get/mailbox/{mailbox}',
        '/get/alias/all',
        '/get/alias/all/{domain}',
        '/get/alias/{alias}',
        '/add/alias',
        '/edit/alias',
        '/delete/alias',
        'other',
      ],
      status: ['200', '400', '401', '403', '404', '429', '500', '502', '503', '504', 'none', 'other'],
    },
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  notices: {
    name: 'cowherd_notices_total',
    type: 'counter',
    help: 'Notices to people by the way they go, and whether they went.',
    labels: { way: ['webhook', 'mail'], result: ['sent', 'failed'] },
    fromStart: true,
  },
  audit: {
    name: 'cowherd_audit_records_total',
    type: 'counter',
    help: 'Records of the audit log; those that are lost want an alert: the disk is full or not writable.',
    labels: { result: ['written', 'lost'] },
    fromStart: true,
  },
} as const satisfies MetricGroup
