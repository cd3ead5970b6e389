import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '@cowherd/config'
import { type Canary, type Check, type CheckState, examine, judgeCanary, runCanary } from '@cowherd/doctor'
import type { Queue } from '@cowherd/queue'
import { createSetupApi } from '@cowherd/setup'
import type { DoctorMetrics, Log } from '@cowherd/telemetry'
import type { Io } from '../program/io.ts'
import type { LiveRules } from '../service/rules.ts'
import { patienceOf } from '../setup/patience.ts'
import { serverChecks } from './definitions.ts'
import { createMailcowProbe } from './probe/mailcow.ts'
import { createNetwork } from './probe/network.ts'
import { queueProbeOf } from './probe/queue.ts'
import { serviceChecks } from './service-checks.ts'

/** The doctor's rounds in a running service. */
export interface Rounds {
  /** Makes the canary change, where the service's own token may; never throws. */
  canary(): Promise<void>
  close(): void
}

/** What the rounds look at and tell. */
export interface RoundsContext {
  readonly queue: Queue
  readonly rules: LiveRules
  readonly log: Log
  readonly metrics: DoctorMetrics
  /** When the first round is made, in milliseconds; the first sweep goes before. */
  readonly firstMs?: number
}

const firstMs = 10_000
/** How long a webhook may take, in milliseconds. */
const canaryMs = 60_000

/** Makes the checks that change nothing, shortly after the start and then as often as set; what becomes worse goes to the log. */
export function startRounds(settings: Settings, io: Io, context: RoundsContext): Rounds {
  const { queue, rules, log, metrics } = context
  const { caFile, akBase, akToken, owner, eventLog } = settings
  const network = createNetwork({ authorities: caFile === undefined ? undefined : io.readFile(caFile) })
  const timing = patienceOf(io, settings)
  const probe = queueProbeOf(settings, queue)
  const before = new Map<string, CheckState>()
  let closed = false
  let rounds = 0

  const tell = ({ id, title, state, reason, fix }: Check) => {
    const was = before.get(id)
    metrics.doctorCheck(id, state)
    // The first sweep may still be under way.
    if (id === 'last-sweep' && state === 'warning' && rounds === 1) return
    before.set(id, state)
    if (was === state) return
    if (state === 'problem') log('error', `${title}: ${reason} ${fix}`)
    else if (state === 'warning') log('warn', `${title}: ${reason} ${fix}`)
    else if (was === 'problem' || was === 'warning') log('info', `${title}: right again`)
  }

  async function round(): Promise<void> {
    const patient = {
      ...{ settings, network, io, timing, rules: rules.current(), rulesProblem: rules.problem() },
      mailcow: createMailcowProbe(settings, io, timing),
    }
    const definitions = [...serverChecks(patient), ...serviceChecks({ ...probe, settings, io })]
    const checks = await examine(definitions)
    rounds += 1
    if (!closed) for (const check of checks) tell(check)
  }

  const canaryApi = () =>
    createSetupApi({
      ...{ ...timing, baseUrl: akBase, token: akToken },
      fetch: io.createTransport({ caFile, verifyTls: true }),
    })

  function tellCanary(canary: Canary): void {
    const { state, reason, fix } = judgeCanary(canary, eventLog)
    metrics.doctorCheck('canary', state)
    metrics.canaryPossible(canary.kind === 'made')
    if (canary.kind === 'impossible') {
      log('debug', `No canary change: ${reason}`)
      return
    }
    const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1000)
    metrics.canary({ webhook: inSeconds(canary.webhookMs), eventLog: inSeconds(canary.eventLogMs) })
    if (state === 'ok') log('info', `Canary change: ${reason}`)
    else log(state === 'problem' ? 'error' : 'warn', `Canary change: ${reason} ${fix}`)
  }

  const begin = () => {
    round().catch((error: unknown) => {
      log('warn', `No round of checks: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  const { doctorEvery } = settings
  const timers =
    doctorEvery === 0
      ? []
      : [setTimeout(begin, context.firstMs ?? firstMs), setInterval(begin, doctorEvery * 60_000)]
  for (const timer of timers) timer.unref()

  return {
    async canary() {
      const waiting = { nowMs: () => io.now().getTime(), sleep: (ms: number) => sleep(ms) }
      try {
        const options = { ...waiting, owner, eventLog, limitMs: canaryMs }
        const canary = await runCanary(canaryApi(), probe.service, options)
        if (!closed) tellCanary(canary)
      } catch (error) {
        log('warn', `No canary change: ${error instanceof Error ? error.message : String(error)}`)
      }
    },
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
