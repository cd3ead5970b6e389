import { addServiceAccount } from './access/service-account.ts'
import type { Server } from './api/context.ts'
import type { Cause } from './event/log.ts'
import type { User } from './model.ts'

const READING = ['view_group', 'view_user', 'view_event']

/**
 * Puts in what a new Authentik has: two groups and `akadmin`, and besides the holder of the reading token.
 *
 * @returns the number of `akadmin`
 */
export function seedDirectory(server: Server, token: string, adminToken: string): number {
  const { store, groups, users, uuid, clock } = server
  addServiceAccount(server, { token, permissions: READING, visible: undefined, active: true }, NOBODY)
  const admin = users.create(
    {
      ...{ username: 'akadmin', name: 'authentik Default Admin', email: 'akadmin@lab.example' },
      ...{ active: true, type: 'internal', attributes: {}, path: 'users', groups: [] },
    },
    NOBODY,
  )
  const none = { attributes: {}, parents: [], users: [], roles: [] }
  groups.create(uuid(), { ...none, name: 'authentik Admins', superuser: true, users: [admin.pk] }, NOBODY)
  const role = { id: uuid(), name: 'authentik Read-only', permissions: new Set(READING), objects: new Map() }
  store.roles.set(role.id, role)
  const notes = 'An group with an auto-generated role that allows read-only permissions on all objects.\n'
  const readOnly = { ...none, name: 'authentik Read-only', superuser: false, attributes: { notes } }
  groups.create(uuid(), { ...readOnly, roles: [role.id] }, NOBODY)
  store.tokens.set(adminToken, {
    ...{ pk: uuid(), identifier: 'akadmin-api', key: adminToken, intent: 'api', user: admin.pk },
    ...{ description: '', expires: clock(), expiring: false },
  })
  return admin.pk
}

/** Stands for the start of the system; no event is written then. */
const NOBODY: Cause = { actor: {} as User, method: '', path: '', requestId: '', userAgent: '' }
