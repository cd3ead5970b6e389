import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredScope } from '@cowherd/queue'
import type { ReceiverEvent } from '@cowherd/receiver'
import type { DoctorMetrics } from '@cowherd/telemetry'
import { readSignValues, type Signs, type SignValues, writeSignValues } from './values.ts'

/** Notes what a service hears, so that the doctor can see from outside that it hears. */
export interface SignKeeper {
  /** A webhook was answered. */
  webhook(event: Pick<ReceiverEvent, 'outcome' | 'reason' | 'stored'>): void
  /** The event log told of these. */
  logged(scopes: readonly StoredScope[]): void
  /** A run over everything has ended. Never throws. */
  swept(sweep: NonNullable<Signs['signs/sweep']>): Promise<void>
  /** Writes what is noted; gives up soon where the store does not answer. */
  close(): Promise<void>
}

/** What a keeper works with. */
export interface KeeperOptions {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** Told of since when webhooks are missing; only by who reads the event log. */
  readonly metrics?: Pick<DoctorMetrics, 'webhooksUnheardSince'> | undefined
  readonly onError: (error: unknown) => void
}

/** What was heard, until it is written. */
interface Heard {
  readonly ear: 'webhook' | 'log'
  readonly at: number
  readonly isTest: boolean
  readonly group: string | undefined
}

/** Written at most so often, in milliseconds: a burst must cost nothing. */
const writeMs = 500
/** While webhooks are missing, looked again so often, in milliseconds: another process may have heard one. */
const againMs = 30_000
/** A webhook that came so shortly before may be the one of the change that the log tells of, in milliseconds. */
const slackMs = 60_000
/** A service that stops waits no longer for its signs, in milliseconds. */
const closeMs = 1_000
/** What is heard between two writes beyond this is passed over. */
const heardMax = 1_000

/** Makes a keeper over the values of a queue. */
export function createSignKeeper(values: SignValues, options: KeeperOptions): SignKeeper {
  const { nowMs, metrics, onError } = options
  let heard: Heard[] = []
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let closed = false

  const plan = (delayMs: number) => {
    if (closed || timer) return
    timer = setTimeout(write, delayMs)
    timer.unref()
  }
  const note = (one: Heard) => {
    if (heard.length < heardMax) heard.push(one)
    plan(writeMs)
  }
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const noted = heard
    heard = []
    writing = writing
      .then(() => writeNoted(noted))
      .then((unheard) => {
        if (!metrics) return
        metrics.webhooksUnheardSince(unheard)
        if (unheard !== null) plan(againMs)
      })
      .catch(onError)
    return writing
  }
  const writeNoted = async (noted: readonly Heard[]) => {
    const known = await readSignValues(values, ['signs/webhook', 'signs/unheard', 'signs/watch'])
    const signs = signsOf(noted, known)
    if (Object.keys(signs).length > 0) await writeSignValues(values, signs)
    return (signs['signs/unheard'] ?? known['signs/unheard'])?.since ?? null
  }

  return {
    webhook({ outcome, reason, stored }) {
      if (outcome !== 'stored' && outcome !== 'ignored') return
      note({ ear: 'webhook', at: nowMs(), isTest: reason === 'test', group: groupOf(stored) })
    },
    logged(scopes) {
      for (const scope of scopes) note({ ear: 'log', at: nowMs(), isTest: false, group: groupOf(scope) })
    },
    async swept(sweep) {
      await writeSignValues(values, { 'signs/sweep': sweep }).catch(onError)
    },
    async close() {
      closed = true
      if (heard.length > 0) write()
      clearTimeout(timer)
      await Promise.race([writing, sleep(closeMs, undefined, { ref: false })])
    },
  }
}

/** What is to be written of what was heard. */
function signsOf(noted: readonly Heard[], known: Signs): Signs {
  const latest = (list: readonly Heard[]) => list.map(({ at }) => at).toSorted((a, b) => b - a)[0]
  const webhooks = noted.filter(({ ear }) => ear === 'webhook')
  const logged = noted.filter(({ ear }) => ear === 'log')
  const webhookAt = latest(webhooks)
  const testAt = latest(webhooks.filter(({ isTest }) => isTest))
  const loggedAt = latest(logged)
  const unheard = unheardSince(webhookAt, logged, known)
  const watch = known['signs/watch']
  const seen = (list: readonly Heard[]) =>
    watch && list.find(({ group, at }) => group === watch.group && at >= watch.from)?.at
  const byWebhook = seen(webhooks)
  const byLog = seen(logged)
  return {
    ...(webhookAt !== undefined && { 'signs/webhook': { at: webhookAt } }),
    ...(testAt !== undefined && { 'signs/test': { at: testAt } }),
    ...(loggedAt !== undefined && { 'signs/log': { at: loggedAt } }),
    ...(unheard !== undefined && { 'signs/unheard': { since: unheard } }),
    ...(watch && byWebhook !== undefined && { 'signs/heard-webhook': { at: byWebhook, from: watch.from } }),
    ...(watch && byLog !== undefined && { 'signs/heard-log': { at: byLog, from: watch.from } }),
  }
}

/** Since when webhooks are missing, where that has changed. */
function unheardSince(
  webhookAt: number | undefined,
  logged: readonly Heard[],
  known: Signs,
): number | null | undefined {
  const before = known['signs/unheard']?.since ?? null
  if (webhookAt !== undefined) return before === null ? undefined : null
  if (before !== null) return undefined
  const last = known['signs/webhook']?.at ?? Number.NEGATIVE_INFINITY
  return logged.find(({ at }) => last < at - slackMs)?.at
}

function groupOf(stored: StoredScope | undefined): string | undefined {
  return stored?.scope.kind === 'group' ? stored.scope.id : undefined
}
