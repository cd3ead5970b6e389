import { createServer, type SimulatedServer } from '../server/server.ts'
import { createApi } from './api/api.ts'
import type { Server } from './api/context.ts'
import { VERSIONS } from './api/system-endpoints.ts'
import { type AuthentikEvent, createEventLog, createTimestamps } from './event/log.ts'
import { createGroupChanges } from './group/changes.ts'
import { createPageShift } from './group/page-shift.ts'
import { createHand, type Hand } from './hand.ts'
import type { Attributes, UserType, Version } from './model.ts'
import { createNotifications } from './notification/model.ts'
import { seedDirectory } from './seed.ts'
import { createStore } from './store.ts'
import { createUserChanges } from './user/changes.ts'
import { createUuids } from './uuid.ts'
import { createWebhooks, type Webhooks } from './webhook/webhooks.ts'

export interface AuthentikSimulatorOptions {
  /** Time of events, of token ends and of the `Date` header; default the system's. */
  readonly clock?: () => Date
  /** Line whose answers to give, default 2025.6: one `parent` and pages of any size; 2026.8: `parents` and at most 100 a page. */
  readonly version?: Version
  /** A token that may see all groups, users and events, and change nothing. */
  readonly token?: string
  /** The same seed gives the same uuids. */
  readonly seed?: number
  /** Time that each answer takes, in milliseconds. */
  readonly delayMs?: (request: Request) => number
}

/** A group as the simulator holds it. */
export interface GroupSnapshot {
  readonly id: string
  readonly name: string
  readonly superuser: boolean
  readonly parents: readonly string[]
  readonly users: readonly number[]
  readonly attributes: Attributes
}

/** A user as the simulator holds it. */
export interface UserSnapshot {
  readonly pk: number
  readonly username: string
  readonly name: string
  readonly email: string
  readonly active: boolean
  readonly type: UserType
  readonly attributes: Attributes
  readonly groups: readonly string[]
}

/** A simulated Authentik: its API, its webhooks, and a hand side that changes the directory as people and syncs do. */
export interface AuthentikSimulator extends SimulatedServer, Hand, Webhooks {
  readonly token: string
  /** The token of `akadmin`, who may do everything. */
  readonly adminToken: string
  /** Called with each new entry of the event log. */
  readonly onEvent: ((event: AuthentikEvent) => void)[]
  /** In the order of creation. */
  groups(): GroupSnapshot[]
  /** In the order of creation; the service accounts that hold tokens are among them. */
  users(): UserSnapshot[]
  /** oldest first */
  events(): readonly AuthentikEvent[]
}

/**
 * Makes a simulated Authentik with the groups "authentik Admins" and "authentik Read-only", the user `akadmin`, and a
 * service account that holds the token.
 */
export function createAuthentikSimulator(options: AuthentikSimulatorOptions = {}): AuthentikSimulator {
  const {
    clock = () => new Date(),
    version = '2025.6',
    token = 'demo-authentik-token-that-may-only-read-0123456789abcdef0123456789',
    seed = 1,
  } = options
  const adminToken = `admin-${token}`
  const timestamp = createTimestamps(clock)
  const uuid = createUuids(seed)
  const requestIds = createUuids(seed + 0x10000)
  const store = createStore()
  const log = createEventLog(timestamp, seed + 0x20000)
  const notifications = createNotifications()
  const { webhooks, postpone, sendTest } = createWebhooks({
    ...{ log, timestamp, notifications, store, version: VERSIONS[version] },
    uuid: createUuids(seed + 0x30000),
  })
  const server: Server = {
    ...{ version, store, log, uuid, clock, notifications, sendTest },
    groups: createGroupChanges(store, log),
    users: createUserChanges(store, log, uuid, timestamp),
    shift: createPageShift(),
  }
  const admin = log.silently(() => seedDirectory(server, token, adminToken))
  return {
    ...createServer(createApi(server, requestIds), options.delayMs),
    ...createHand(server, admin, requestIds, postpone),
    ...webhooks,
    token,
    adminToken,
    onEvent: log.onEvent,
    events: () => log.events,
    groups: () =>
      [...store.groups.values()].map(({ id, name, superuser, parents, members, attributes }) => ({
        ...{ id, name, superuser, attributes },
        parents: [...parents],
        users: [...members].sort((a, b) => a - b),
      })),
    users: () =>
      [...store.users.values()].map(({ pk, username, name, email, active, type, attributes, groups }) => ({
        ...{ pk, username, name, email, active, type, attributes },
        groups: [...groups],
      })),
  }
}
