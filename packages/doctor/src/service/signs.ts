import type { RegisteredSchedule } from '@cowherd/queue'

/** When both ears heard of the change that is watched for; all in milliseconds since 1970. */
export interface Watched extends Watch {
  readonly webhookAt: number | null
  readonly eventLogAt: number | null
}

/** A change that is about to be made. */
export interface Watch {
  /** Id of the group, with dashes. */
  readonly group: string
  /** What is heard before does not count. */
  readonly from: number
}

/** What a running service shows of itself. Times in milliseconds since 1970; null for what never happened. */
export interface ServiceSigns {
  readonly schedules: readonly RegisteredSchedule[]
  /** Scopes that wait, and for how long the oldest has, in milliseconds. */
  readonly inbox: number
  readonly oldestMs: number | null
  readonly lastSweep: {
    readonly at: number
    readonly nightly: boolean
    /** Changes that were not made. */
    readonly failed: number
  } | null
  readonly webhookAt: number | null
  readonly testAt: number | null
  readonly loggedAt: number | null
  /** When the event log first told of a change since which no webhook came; null while webhooks come. */
  readonly unheardSince: number | null
  readonly watched: Watched | null
}

/** A running service, as the doctor speaks to it. */
export interface ServicePort {
  /** Undefined where no service is there. */
  signs(): Promise<ServiceSigns | undefined>
  /** Has the service note when it hears of a change. */
  watch(watch: Watch): Promise<void>
}
