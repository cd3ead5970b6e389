import type { Notice } from '../condition.ts'

/** A way to people. */
export interface Way {
  readonly name: 'webhook' | 'mail'
  /** Sends within its own time limit. Rejects with an Error whose message holds no secret and no address. */
  send(notice: Notice): Promise<void>
}
