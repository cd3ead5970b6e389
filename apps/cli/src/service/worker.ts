import type { Settings } from '@cowherd/config'
import type { Queue, RunHandler, RunResult, StoredScope } from '@cowherd/queue'
import { createGraph } from '@cowherd/reconcile'
import type { AuditMetrics, Log, Metrics } from '@cowherd/telemetry'
import type { RequestRecord } from '@cowherd/upstream'
import {
  createBreaker,
  createEventEar,
  createRunHandler,
  defaultTiming,
  type Pace,
  startPace,
} from '@cowherd/worker'
import { connectService } from '../connection/connect.ts'
import { serviceMemory } from '../connection/memory.ts'
import type { Io } from '../program/io.ts'
import { openServiceAudit } from './audit.ts'
import type { LiveRules } from './rules.ts'
import { openWatch } from './telemetry/watch.ts'

/** A worker with its schedules and its ear on the event log. */
export interface StartedWorker {
  /** Something was heard: the event log may hold more. */
  poke(): void
  /** Works by other rules from the next run on, and has everything looked at. */
  followRules(): Promise<void>
  close(): Promise<void>
}

/** Told of what a worker hears and does. */
export interface WorkerListener {
  /** The event log told of these, and they are stored. */
  logged(scopes: readonly StoredScope[]): void
  /** A run over everything has ended. */
  swept(result: RunResult): void
}

/** For how long the event log is looked into often after anything happened, in milliseconds. */
const activeForMs = 15_000
/** How long a server that is known to be away may keep an event waiting, in milliseconds. */
const hastyPatienceMs = 1_500
/** A run has so long to come to its end when the worker stops, in milliseconds; then its scopes are handed back. */
const closeMs = 5_000
/** A sweep comes up to this share of its interval later. */
const sweepJitter = 0.1

/** Starts a worker: sweeps at start and on schedule, and runs for whatever is heard. */
export async function startWorker(
  settings: Settings,
  io: Io,
  queue: Queue,
  log: Log,
  metrics: Metrics & AuditMetrics,
  rules: LiveRules,
  listener: WorkerListener,
): Promise<StartedWorker> {
  const nowMs = () => io.now().getTime()
  const memory = serviceMemory(settings, io, queue.values)
  const onRequest = (record: RequestRecord) =>
    metrics.request(record.side, record.path, record.status, record.milliseconds / 1000)
  const connectBoth = () => ({
    patient: connectService(settings, io, memory, rules.current(), { onRequest }),
    hasty: connectService(settings, io, memory, rules.current(), { onRequest, patienceMs: hastyPatienceMs }),
  })
  let sides = connectBoth()
  const watch = openWatch(settings, io, queue.values, log, metrics)
  const audit = openServiceAudit(settings, io, log, metrics)
  const handle = createRunHandler(
    {
      queue,
      graph: createGraph(queue.values),
      sides: (patience) => sides[patience],
      breaker: createBreaker(() => performance.now(), io.random),
      log,
      metrics,
      watch: watch.runs,
      nowMs,
      randomName: io.randomName,
      timing: { ...defaultTiming, secondLookMs: settings.secondLookMs },
    },
    audit.openRecorder,
  )

  let pace: Pace | undefined
  if (settings.eventLog) {
    const store: Queue['store'] = async (scopes) => {
      await queue.store(scopes)
      listener.logged(scopes)
    }
    const ear = createEventEar(sides.hasty.eventLog, queue.values, {
      ...{ queue: { store }, log, metrics, nowMs },
      onRead: () => watch.eventLogRead(),
    })
    pace = startPace(() => ear.listen(), {
      activeMs: settings.eventLogActiveMs,
      activeForMs,
      restMs: settings.eventLogRestMs,
    })
  }
  const handler: RunHandler = async (run) => {
    const result = await handle(run)
    if (result.kind === 'part') pace?.poke()
    else listener.swept(result)
    if (result['nightly'] === true) await audit.prune()
    return result
  }

  const worker = await queue.work(handler)
  const [hour, minute] = settings.nightlyAt.split(':').map(Number)
  const close = async () => {
    await Promise.all([pace?.stop(), worker.close({ timeoutMs: closeMs })])
    await Promise.all([audit.close(), watch.close()])
  }
  try {
    await queue.schedule({
      sweepEveryMs: settings.sweepEvery * 60_000,
      jitter: sweepJitter,
      nightlyCron: `${minute} ${hour} * * *`,
    })
    if (settings.sweepOnStart || queue.opened !== 'kept') {
      await queue.store([{ scope: { kind: 'all' }, ear: 'sweep', at: nowMs() }])
    }
  } catch (error) {
    // What runs on would keep the process from ending.
    await close()
    throw error
  }
  return {
    poke: () => pace?.poke(),
    async followRules() {
      sides = connectBoth()
      await queue.store([{ scope: { kind: 'all' }, ear: 'sweep', at: nowMs() }])
    },
    close,
  }
}
