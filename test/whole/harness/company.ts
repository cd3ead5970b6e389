import { setTimeout } from 'node:timers/promises'
import { createAuthentikSource } from '@cowherd/authentik'
import { createMailcowTarget } from '@cowherd/mailcow'
import { createMailcowWriter } from '@cowherd/mailcow/writer'
import type { PlanSettings } from '@cowherd/plan'
import {
  createVolatileMemory,
  type Memory,
  type Planned,
  type PlanRequest,
  planRun,
  type Report,
  type SyncContext,
  syncRun,
} from '@cowherd/reconcile'
import {
  type AuthentikSimulator,
  type AuthentikSimulatorOptions,
  createAuthentikSimulator,
  createMailcowSimulator,
  type MailcowSimulator,
} from '@cowherd/simulators'
import { type Clock, createClock } from './clock.ts'
import { readingOf } from './reading.ts'
import { defaultSettings } from './settings.ts'
import { createWriteLog, type WriteLog } from './write-log.ts'

/** Both simulated servers, an installation of Cowherd between them, and a clock that all share. */
export interface Company {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  readonly clock: Clock
  /** Line of the simulated Authentik. */
  readonly version: NonNullable<AuthentikSimulatorOptions['version']>
  readonly settings: PlanSettings
  readonly memory: Memory
  readonly writes: WriteLog
  sync(request?: SyncRequest): Promise<Report>
  plan(request?: PlanRequest): Promise<Planned>
}

/** As for `syncRun`; `hurried` gives up on a slow or absent server after a moment. */
export type SyncRequest = PlanRequest & { readonly approve?: string | undefined; readonly hurried?: boolean }

interface Limits {
  /** Time for one answer, in milliseconds; a fault of kind `slow` has to take longer than `hurriedTimeoutMs`. */
  readonly timeoutMs: number
  readonly patienceMs: number
}

export interface CompanyOptions {
  readonly settings?: Partial<PlanSettings>
  readonly version?: AuthentikSimulatorOptions['version']
  readonly seed?: number
  readonly concurrency?: number
  /** Groups on one page of Authentik's list. */
  readonly pageSize?: number
  /** Limits of a hurried run. */
  readonly hurriedMs?: Limits
}

/** The longest time that a hurried run gives one answer, in milliseconds. */
export const hurriedTimeoutMs = 40

/** Makes an empty company; the mail server has the default domain. */
export function createCompany(options: CompanyOptions = {}): Company {
  const clock = createClock()
  const { version = '2025.6', seed, pageSize, concurrency = 4 } = options
  const authentik = createAuthentikSimulator({
    clock: clock.now,
    version,
    ...(seed === undefined ? {} : { seed }),
  })
  const mailcow = createMailcowSimulator({ clock: clock.now })
  const settings = { ...defaultSettings, ...options.settings }
  const memory = createVolatileMemory()
  const writes = createWriteLog(mailcow.fetch)
  mailcow.addDomain({ domain: settings.domain })
  let names = 0

  function contextOf(times: Limits): SyncContext {
    const source = createAuthentikSource({
      ...times,
      baseUrl: 'https://auth.example.org',
      token: authentik.token,
      fetch: authentik.fetch,
      pauseMs: 1,
      ...readingOf(settings),
      random: () => `no-such-name-${++names}`,
      ...(pageSize === undefined ? {} : { pageSize }),
    })
    const mail = {
      ...times,
      baseUrl: 'https://mail.example.org',
      key: mailcow.keys.readWrite,
      fetch: writes.fetch,
      pauseMs: 1,
    }
    return {
      source,
      target: createMailcowTarget(mail),
      writer: createMailcowWriter(mail),
      settings,
      memory,
      now: clock.now,
      concurrency,
      sleep: (milliseconds) => setTimeout(milliseconds / 1000),
    }
  }

  const calm = contextOf({ timeoutMs: 20_000, patienceMs: 20_000 })
  const hurried = contextOf(
    options.hurriedMs ?? { timeoutMs: hurriedTimeoutMs, patienceMs: 2 * hurriedTimeoutMs },
  )
  return {
    ...{ authentik, mailcow, clock, version, settings, memory, writes },
    sync: ({ hurried: isHurried, ...request } = {}) => syncRun(isHurried ? hurried : calm, request),
    plan: (request) => planRun(calm, request),
  }
}
