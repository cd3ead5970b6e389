import { createServer, type SimulatedServer } from '../server/server.ts'
import { createHand, type Hand } from './hand.ts'
import { handle } from './handler.ts'
import type { ApiKey } from './request/keys.ts'
import { createSessions } from './request/sessions.ts'
import type { Server } from './server.ts'
import { createStore } from './store/store.ts'
import { toServerTime } from './time.ts'

/** Options of a simulated Mailcow server. */
export interface MailcowSimulatorOptions {
  /** The server's clock; the system's when left out. */
  readonly clock?: () => Date
  /** What `get/status/version` says; default `2026-07a`. */
  readonly version?: string
  readonly keys?: { readonly readWrite: string; readonly readOnly: string }
  /** Addresses and networks from which both keys work, separated by comma, space or newline; all when left out. */
  readonly allowFrom?: string
  /** Time an answer takes, in milliseconds; default 0. */
  readonly delayMs?: (request: Request) => number
}

/** Settings of one API key, as on the server's page for them. */
export interface KeySettings {
  readonly active?: boolean
  /** As `allowFrom` of the options; null switches the check off. */
  readonly allowFrom?: string | null
}

/** A Mailcow server in memory: the admin API by `fetch` or port, and the hand side. */
export interface MailcowSimulator extends SimulatedServer, Hand {
  readonly keys: { readonly readWrite: string; readonly readOnly: string }
  configureKey(which: 'readWrite' | 'readOnly', settings: KeySettings): void
}

const KEYS = {
  readWrite: 'A1B2C3-D4E5F6-A7B8C9-D0E1F2-A3B4C5',
  readOnly: 'F1E2D3-C4B5A6-F7E8D9-C0B1A2-F3E4D5',
}

/**
 * Makes an empty server that answers the admin API for aliases, mailboxes, domains, alias domains and status as the
 * real one does. Its other routes answer like unknown ones.
 */
export function createMailcowSimulator(options: MailcowSimulatorOptions = {}): MailcowSimulator {
  const clock = options.clock ?? (() => new Date())
  const keys = options.keys ?? KEYS
  const store = createStore(() => toServerTime(clock()))
  const server: Server = {
    store,
    sessions: createSessions(clock),
    keys: [
      { key: keys.readWrite, access: 'rw', active: true, allowFrom: options.allowFrom },
      { key: keys.readOnly, access: 'ro', active: true, allowFrom: options.allowFrom },
    ],
    version: options.version ?? '2026-07a',
    startedAt: clock().toISOString(),
  }
  const simulated = createServer((request, fault) => handle(server, request, fault), options.delayMs, clock)
  return {
    ...simulated,
    ...createHand(store),
    keys,
    configureKey(which, settings) {
      const access = which === 'readWrite' ? 'rw' : 'ro'
      server.keys = server.keys.map((key) => (key.access === access ? configure(key, settings) : key))
    },
  }
}

function configure(key: ApiKey, settings: KeySettings): ApiKey {
  const allowFrom = settings.allowFrom === null ? undefined : (settings.allowFrom ?? key.allowFrom)
  return { ...key, active: settings.active ?? key.active, allowFrom }
}
