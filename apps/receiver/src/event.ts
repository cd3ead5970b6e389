import type { StoredScope } from '@cowherd/queue'
import type { IgnoredReason, WideningCause } from './webhook/understand.ts'

/**
 * How the receiver answered a webhook: stored (202), ignored (200), could not be stored (503), wrong secret (401, or 429
 * when an address gives too many), body over 64 KB (413), no JSON by its content type (415), broken off by the sender.
 */
export type Outcome =
  | 'stored'
  | 'ignored'
  | 'unstored'
  | 'unauthorised'
  | 'limited'
  | 'too-large'
  | 'not-json'
  | 'broken-off'

/** Tells of one webhook, after it was answered for: for metrics, and for who looks at the event log after each. */
export interface ReceiverEvent {
  readonly outcome: Outcome
  /** Why the scope is `all`, or why the webhook concerns nothing. */
  readonly reason?: WideningCause | IgnoredReason
  /** What was stored, or should have been. */
  readonly stored?: StoredScope
  readonly durationMs: number
}
