import { parseListenAddress, type Settings } from '@cowherd/config'
import type { Queue } from '@cowherd/queue'
import { createHealthApp, createReceiver, type HealthOptions, type Listener, listen } from '@cowherd/receiver'
import { createMetrics, type Log, type Metrics } from '@cowherd/telemetry'
import { serviceMemory } from '../connection/memory.ts'
import { type Rounds, startRounds } from '../doctor/rounds.ts'
import { createSignKeeper, type SignKeeper } from '../doctor/signs/keeper.ts'
import { signAnswers } from '../doctor/signs/socket.ts'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { controlPath, listenForControl, type RunWish, requestRun } from './control.ts'
import { openServiceQueue } from './open-queue.ts'
import { createLiveRules, type LiveRules } from './rules.ts'
import { takeSnapshot } from './telemetry/snapshot.ts'
import { type StartedWorker, startWorker, type WorkerListener } from './worker.ts'

/** Which parts run in this process. */
export interface ServiceParts {
  readonly receiver: boolean
  readonly worker: boolean
}

/** Requests under way have so long to finish when the service stops, in milliseconds; storing one takes five seconds at most. */
const listenerGraceMs = 6_000

/** A running service. */
export interface Service {
  /** Address of the receiver, where there is one. */
  readonly url: string | undefined
  readonly queue: Queue
  /** Stops listening, lets requests and the run finish or hands them back, then closes the queue. */
  close(): Promise<void>
}

/**
 * Starts a receiver, a worker, or both.
 *
 * @throws UsageError for settings that do not fit, QueueError where the queue cannot be opened
 */
export async function startService(
  settings: Settings,
  io: Io,
  parts: ServiceParts,
  log: Log,
): Promise<Service> {
  if (parts.receiver !== parts.worker && settings.queueUrl === undefined) {
    throw new UsageError(
      'A receiver or a worker of its own needs a queue that others reach too: set COWHERD_QUEUE_URL to redis:// or postgres://, or run both in one process with: cowherd serve',
    )
  }
  if (parts.receiver && settings.webhookSecret === undefined) {
    throw new UsageError(
      'COWHERD_WEBHOOK_SECRET is not set: webhooks without a secret are not accepted. Make one with: openssl rand -hex 32',
    )
  }
  const metrics = createMetrics()
  const rules = createLiveRules(settings, io, log, metrics)
  const queue = await openServiceQueue(settings, io, log)
  const memory = serviceMemory(settings, io, queue.values)
  metrics.sweepInterval(settings.sweepEvery * 60)
  metrics.watch(() => takeSnapshot(queue, memory))
  const health = healthOf(queue, rules, metrics, log)
  const signs = createSignKeeper(queue.values, {
    nowMs: () => io.now().getTime(),
    // Who does not read the event log cannot know that webhooks are missing.
    metrics: parts.worker ? metrics : undefined,
    onError: (error) => log('debug', 'signs of life not written', { error: String(error) }),
  })
  let rounds: Rounds | undefined
  let worker: StartedWorker | undefined
  let listener: Listener | undefined
  let metricsListener: Listener | undefined
  let control: { close(): Promise<void> } | undefined
  const close = async () => {
    rounds?.close()
    // Side by side: containers are killed ten seconds after they were asked to stop.
    await Promise.all([listener?.stop(), control?.close(), worker?.close(), signs.close()])
    await metricsListener?.stop()
    await queue.close()
  }
  try {
    metricsListener = await startMetrics(settings, health, log)
    if (parts.worker) {
      rounds = startRounds(settings, io, { queue, rules, log, metrics })
      const told = listenForSigns(signs, () => rounds?.canary(), io)
      worker = await startWorker(settings, io, queue, log, metrics, rules, told)
    }
    if (queue.backend === 'embedded') {
      const run = (wish: RunWish) => requestRun(queue, memory, wish)
      control = await listenForControl(controlPath(settings), run, signAnswers(queue))
    }
    if (parts.receiver)
      listener = await startReceiver(settings, io, queue, log, metrics, health, signs, () => worker?.poke())
  } catch (error) {
    await close()
    throw error
  }
  io.onReload?.(() => {
    if (!rules.reload()) return
    worker?.followRules().catch((error: unknown) => {
      log(
        'error',
        `The new rules hold from the next sweep on: ${error instanceof Error ? error.message : String(error)}`,
      )
    })
  })
  return { url: listener?.url, queue, close }
}

/** Notes what a worker hears and does; after the nightly run the canary is made, once over all workers. */
function listenForSigns(signs: SignKeeper, canary: () => void, io: Io): WorkerListener {
  return {
    logged: (scopes) => signs.logged(scopes),
    swept(result) {
      const nightly = result.nightly === true
      void signs.swept({ at: io.now().getTime(), nightly, failed: Number(result.failed ?? 0) })
      if (nightly) canary()
    },
  }
}

function healthOf(queue: Queue, rules: LiveRules, metrics: Metrics, log: Log): HealthOptions {
  return {
    log,
    ready: () => queue.ready(),
    readyDetail: () =>
      rules.problem() === undefined ? undefined : 'the rules are the last good ones: the file is broken',
    metrics: () => metrics.text(),
  }
}

async function startMetrics(
  { metricsListen }: Settings,
  health: HealthOptions,
  log: Log,
): Promise<Listener | undefined> {
  const address = metricsListen === undefined ? undefined : parseListenAddress(metricsListen)
  if (!address) return undefined
  const listener = await listen(createHealthApp(health), address, { graceMs: 1_000, maxConnections: 100 })
  log('info', `Metrics on ${listener.url}/metrics`)
  return listener
}

async function startReceiver(
  settings: Settings,
  io: Io,
  queue: Queue,
  log: Log,
  metrics: Metrics,
  health: HealthOptions,
  signs: SignKeeper,
  onStored: () => void,
): Promise<Listener> {
  metrics.heard('webhook', 'never')
  const app = createReceiver({
    ...health,
    secrets: settings.webhookSecret ?? [],
    store: (scopes) => queue.store(scopes),
    onEvent: (event) => {
      const { outcome, stored } = event
      metrics.event('webhook', outcome, stored?.scope.kind ?? 'none')
      if (outcome !== 'unauthorised' && outcome !== 'limited') metrics.heard('webhook', 'now')
      signs.webhook(event)
      if (outcome === 'stored') onStored()
    },
    now: () => io.now().getTime(),
  })
  const address = parseListenAddress(settings.listen) ?? { host: '0.0.0.0', port: 8080 }
  const listener = await listen(app, address, { graceMs: listenerGraceMs })
  log('info', `Listening for webhooks on ${listener.url}/webhooks/authentik`)
  return listener
}
