import { randomBytes } from 'node:crypto'
import { type Environment, parseListenAddress, type Settings, showSettings } from '@cowherd/config'
import { type CheckRow, createConsole } from '@cowherd/console'
import { examine } from '@cowherd/doctor'
import type { Queue } from '@cowherd/queue'
import { listen } from '@cowherd/receiver'
import { type Rules, RulesError } from '@cowherd/rules'
import type { Log } from '@cowherd/telemetry'
import { connectService } from '../../connection/connect.ts'
import { serviceMemory } from '../../connection/memory.ts'
import { rulesOf } from '../../connection/rules.ts'
import { queueProbeOf } from '../../doctor/probe/queue.ts'
import { serviceChecks } from '../../doctor/service-checks.ts'
import { takeSurvey } from '../../explanation/survey.ts'
import { UsageError } from '../../program/failure.ts'
import type { Io } from '../../program/io.ts'
import { version } from '../../program/version.ts'
import type { Access } from './access.ts'
import { createActions } from './actions.ts'
import { createServiceData, type ServiceData } from './data.ts'
import { createHealthRecord } from './health.ts'
import { createHistoryReader } from './history.ts'
import { createLooker } from './looker.ts'
import { modelOf } from './model.ts'
import { openRecords } from './records.ts'
import { createVerdictStore } from './verdicts.ts'

/** A running console. */
export interface StartedConsole {
  readonly url: string
  close(): Promise<void>
}

/** For how long a server that is away keeps a look waiting, and requests have to finish at the end, in milliseconds. */
const patienceMs = 5_000
const graceMs = 2_000

/**
 * Starts the console beside a queue.
 *
 * @param env the environment that the settings were loaded from
 * @throws errors of the system where it cannot listen
 */
export async function startConsole(
  settings: Settings,
  io: Io,
  env: Environment,
  queue: Queue,
  log: Log,
  access: Access,
): Promise<StartedConsole> {
  const nowMs = () => io.now().getTime()
  const memory = serviceMemory(settings, io, queue.values)
  const health = createHealthRecord(nowMs)
  const rules = followRules(settings, io)
  const records = openRecords(settings, io, log)
  const context = (by?: string) => ({
    ...connectService(settings, io, memory, rules(), {
      patienceMs,
      onRequest: (record) => health.note(record),
    }),
    ...(by === undefined ? {} : { recorder: records.recorder(by) }),
  })
  const looker = createLooker({
    nowMs,
    onTurn: () => data.turn(),
    async take() {
      const takenAt = nowMs()
      const survey = await takeSurvey(context())
      return modelOf(survey, { takenAt, milliseconds: nowMs() - takenAt })
    },
  })
  const verdicts = createVerdictStore(queue.values)
  const data: ServiceData = createServiceData({
    ...{ queue, memory, looker, health, verdicts, nowMs, now: io.now },
    settings: showSettings(settings, env),
    checks: () => checkService(settings, io, queue),
    history: createHistoryReader({ read: records.history, nowMs, onRead: () => data.turn() }),
  })
  const actions = createActions({
    ...{ queue, memory, looker, verdicts, context, now: io.now },
    decide: records.decide,
    turn: () => data.turn(),
  })
  const app = createConsole({
    ...{ data, actions, nowMs, log, version },
    ...access,
    publicUrl: settings.consoleUrl,
    key: randomBytes(32),
    randomId: () => randomBytes(16).toString('base64url'),
  })
  const address = parseListenAddress(settings.consoleListen) ?? { host: '127.0.0.1', port: 8081 }
  const listener = await listen(app, address, { graceMs, maxConnections: 500 })
  log('info', `Console on ${settings.consoleUrl ?? listener.url}`)
  return {
    url: listener.url,
    async close() {
      app.close()
      looker.close()
      await listener.stop()
      await records.close()
    },
  }
}

/** The doctor's checks of queue and service. The webhook secret is no matter of a process that receives none. */
async function checkService(settings: Settings, io: Io, queue: Queue): Promise<readonly CheckRow[]> {
  const definitions = serviceChecks({ ...queueProbeOf(settings, queue), settings, io })
  return examine(definitions.filter(({ id }) => id !== 'webhook-secret'))
}

/** The rules as they were read last without a fault. */
function followRules(settings: Settings, io: Io): () => Rules {
  let rules = rulesOf(settings, io)
  io.onReload?.(() => {
    try {
      rules = rulesOf(settings, io)
    } catch (error) {
      // The service tells of it; the last good ones stay in force there too.
      if (!(error instanceof RulesError || error instanceof UsageError)) throw error
    }
  })
  return () => rules
}
