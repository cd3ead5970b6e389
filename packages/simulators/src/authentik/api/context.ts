import type { Fault } from '../../server/fault.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Cause, EventLog } from '../event/log.ts'
import type { GroupChanges } from '../group/changes.ts'
import type { PageShift } from '../group/page-shift.ts'
import type { Version } from '../model.ts'
import type { Notifications, Transport } from '../notification/model.ts'
import type { Store } from '../store.ts'
import type { UserChanges } from '../user/changes.ts'

/** What all endpoints work on. */
export interface Server {
  readonly version: Version
  readonly store: Store
  readonly log: EventLog
  readonly groups: GroupChanges
  readonly users: UserChanges
  readonly shift: PageShift
  readonly notifications: Notifications
  /** Sends the test of a transport; status 0 where there was no answer. */
  readonly sendTest: (transport: Transport) => Promise<{ readonly status: number; readonly text: string }>
  readonly uuid: () => string
  readonly clock: () => Date
}

/** One request that was let in. */
export interface Context {
  readonly server: Server
  readonly request: Request
  readonly query: URLSearchParams
  /** a part of the path, such as `pk` */
  readonly param: (name: string) => string
  readonly viewer: Viewer
  readonly cause: Cause
  readonly fault: Fault['kind'] | undefined
}

export type Handler = (context: Context) => Response | Promise<Response>
