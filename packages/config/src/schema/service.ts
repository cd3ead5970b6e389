import * as v from 'valibot'
import { boolean } from '../value/boolean.ts'
import { choice } from '../value/choice.ts'
import { wholeNumber } from '../value/number.ts'
import { clockTime, listenAddress, queueUrl, secretList } from '../value/service.ts'

/** How the service hears of changes, where it keeps what waits, and when it looks at everything. */
export const serviceSettings = {
  COWHERD_WEBHOOK_SECRET: v.optional(
    v.pipe(
      secretList(),
      v.description(
        "Bearer secret of Authentik's webhooks, 16 characters or more; several separated by commas while it is being changed. Required by serve and receiver.",
      ),
    ),
  ),
  COWHERD_LISTEN: v.optional(
    v.pipe(listenAddress(), v.description('Address and port that the receiver listens on.')),
    '0.0.0.0:8080',
  ),
  COWHERD_QUEUE_URL: v.optional(
    v.pipe(
      queueUrl(),
      v.description(
        'Where events wait: redis://, rediss:// or postgres://. Unset, they are kept in COWHERD_DATA_DIR, for one process.',
      ),
    ),
  ),
  COWHERD_SETTLE_MS: v.optional(
    v.pipe(
      wholeNumber(0, 60_000),
      v.description(
        'Milliseconds between an event and the run that it wakes, so that a burst becomes one run.',
      ),
    ),
    '500',
  ),
  COWHERD_SECOND_LOOK_MS: v.optional(
    v.pipe(
      wholeNumber(0, 600_000),
      v.description('Milliseconds after which an event that changed nothing is looked at once more.'),
    ),
    '5000',
  ),
  COWHERD_EVENT_LOG: v.optional(
    v.pipe(
      boolean(),
      v.description("Whether Authentik's event log is read too (needs the permission view_event)."),
    ),
    '1',
  ),
  COWHERD_EVENT_LOG_ACTIVE_MS: v.optional(
    v.pipe(
      wholeNumber(100, 60_000),
      v.description('Milliseconds between two looks into the event log for 15 seconds after any event.'),
    ),
    '1000',
  ),
  COWHERD_EVENT_LOG_REST_MS: v.optional(
    v.pipe(wholeNumber(1_000, 3_600_000), v.description('Milliseconds between two looks into it at rest.')),
    '10000',
  ),
  COWHERD_SWEEP_EVERY: v.optional(
    v.pipe(wholeNumber(1, 1_440), v.description('Minutes between two sweeps over everything.')),
    '15',
  ),
  COWHERD_SWEEP_ON_START: v.optional(
    v.pipe(boolean(), v.description('Whether a sweep is made at start.')),
    '1',
  ),
  COWHERD_NIGHTLY_AT: v.optional(
    v.pipe(
      clockTime(),
      v.description('Local time of the full reconciliation, which also counts and deletes orphans.'),
    ),
    '03:00',
  ),
  COWHERD_DOCTOR_EVERY: v.optional(
    v.pipe(
      wholeNumber(0, 1_440),
      v.description(
        'Minutes between two rounds in which a running service checks itself and both servers; 0 for none.',
      ),
    ),
    '60',
  ),
  COWHERD_LOG_FORMAT: v.optional(
    v.pipe(choice(['text', 'json']), v.description('How the service writes its log.')),
    'text',
  ),
}
