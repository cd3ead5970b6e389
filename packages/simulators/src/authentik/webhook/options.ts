/** How webhooks are sent. Times are those of a real Authentik: `timeScale` shortens them all. */
export interface WebhookOptions {
  /**
   * Real time per simulated time, default 1; 0.01 makes all a hundred times as fast. Only an answer may always take a
   * second, so that a busy machine makes no retries. Holds until `stopWebhooks`.
   */
  readonly timeScale?: number
  /** The same seed gives the same losses, doubles and delays. Holds until `stopWebhooks`. */
  readonly seed?: number
  /** `default`: Authentik's own body, as where the transport has no body mapping */
  readonly body?: 'mapped' | 'default'
  /** share of webhooks that never arrive, 0 to 1 */
  readonly lostShare?: number
  /** share of webhooks that arrive twice, 0 to 1 */
  readonly doubledShare?: number
  /** Each webhook waits up to so much longer, in milliseconds, which mixes their order further. */
  readonly lateMs?: number
  /**
   * Changes of several steps (a group's members, a user's groups, beside other fields) commit in two: the first
   * event's webhook is sent before the rest is there, which follows so many milliseconds after the answer to it.
   * Left out: at once.
   */
  readonly secondStepAfterMs?: number
  /** default: over the network */
  readonly fetch?: typeof globalThis.fetch
}

/** One webhook that was sent, or that should have been. */
export interface WebhookDelivery {
  readonly eventId: string
  readonly action: string
  readonly model?: { readonly name: string; readonly pk: string | number }
  /** from 1; a retry counts on, a double does not */
  readonly attempt: number
  /** `refused`: to be sent again; `lost`: never sent */
  readonly outcome: 'delivered' | 'refused' | 'lost'
  /** 0 where there was no answer */
  readonly status: number
  /** simulated milliseconds from the event to the end of this delivery */
  readonly afterMs: number
}

/** What chance does to one webhook. */
export interface Fate {
  readonly lost: boolean
  readonly copies: number
  readonly lateMs: number
}

/** Draws the fate of one webhook: always the same number of draws, so that an option leaves the rest as it was. */
export function drawFate(options: WebhookOptions, random: () => number): Fate {
  const [loss, double, late] = [random(), random(), random()]
  return {
    lost: loss < (options.lostShare ?? 0),
    copies: double < (options.doubledShare ?? 0) ? 2 : 1,
    lateMs: late * (options.lateMs ?? 0),
  }
}
