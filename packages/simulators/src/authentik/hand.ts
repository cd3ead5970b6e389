import { addServiceAccount } from './access/service-account.ts'
import type { Server } from './api/context.ts'
import type { AuthentikEvent, Cause } from './event/log.ts'
import type { Attributes, Group, User, UserType } from './model.ts'
import { compactUuid, parseUuid } from './uuid.ts'

/** A group to add. */
export interface NewGroup {
  readonly name: string
  /** group ids; at most one before 2026.8 */
  readonly parents?: readonly string[]
  readonly users?: readonly number[]
  readonly attributes?: Attributes
  readonly superuser?: boolean
  /** uuid, with or without dashes */
  readonly id?: string
}

/** A user to add. */
export interface NewUser {
  readonly username: string
  /** display name; default the username */
  readonly name?: string
  readonly email: string
  readonly active?: boolean
  readonly type?: UserType
  readonly attributes?: Attributes
  /** group ids */
  readonly groups?: readonly string[]
  /** folder of the user; default `users` */
  readonly path?: string
}

/** A token to add, with a service account that holds it. */
export interface NewToken {
  readonly token: string
  /** such as `view_group`, on everything */
  readonly permissions: readonly string[]
  /** ids of the only groups that `view_group` holds for */
  readonly objects?: readonly string[]
  /** false: the account is inactive and the token refused; default true */
  readonly active?: boolean
}

/**
 * Changes from outside the API, as an administrator makes them in the web interface: each leaves the events that its
 * API request would leave. Input is not checked for doubles: Authentik's database accepts equal names too.
 * All throw an `Error` for an unknown group or user.
 */
export interface Hand {
  /** @returns the uuid with dashes */
  addGroup(group: NewGroup): string
  updateGroup(id: string, patch: Partial<Omit<NewGroup, 'id'>>): void
  /** The children lose this parent, without an event of their own. */
  deleteGroup(id: string): void
  /** @returns the number of the user */
  addUser(user: NewUser): number
  updateUser(pk: number, patch: Partial<Omit<NewUser, 'path'>>): void
  deleteUser(pk: number): void
  addMember(groupId: string, pk: number): void
  removeMember(groupId: string, pk: number): void
  /** Leaves no event. */
  addToken(token: NewToken): void
  /** Makes changes that leave no event, as background tasks and directory syncs do. */
  silently<Result>(change: () => Result): Result
}

/** Whether the second step of a change, after the event of the first, will be made later by someone else. */
export type Postpone = (event: AuthentikEvent, step: () => void) => boolean

/**
 * Makes the hand side.
 *
 * @param actor number of the administrator who makes the changes
 */
export function createHand(
  server: Server,
  actor: number,
  requestIds: () => string,
  postpone: Postpone,
): Hand {
  const { store, log, groups, users } = server

  function causeOf(method: string, path: string): Cause {
    return {
      actor: requireUser(actor),
      method,
      path: `/api/v3/core/${path}/`,
      requestId: compactUuid(requestIds()),
      userAgent: 'Mozilla/5.0',
    }
  }

  function requireGroup(id: string): Group {
    const group = store.groups.get(parseUuid(id) ?? '')
    if (!group) throw new Error(`no simulated group ${id}`)
    return group
  }

  function requireUser(pk: number): User {
    const user = store.users.get(pk)
    if (!user) throw new Error(`no simulated user ${pk}`)
    return user
  }

  function requireParents(parents: readonly string[]): string[] {
    if (server.version === '2025.6' && parents.length > 1) {
      throw new Error('a group has at most one parent before 2026.8')
    }
    return parents.map((id) => requireGroup(id).id)
  }

  /** A request that changes an object and its memberships is not one transaction. */
  function inSteps(first: () => void, second: (() => void) | undefined): void {
    const before = log.events.length
    first()
    const event = log.events[before]
    if (second && !(event && postpone(event, second))) second()
  }

  return {
    silently: log.silently,
    addGroup({ name, parents = [], users: pks = [], attributes = {}, superuser = false, id }) {
      const uuid = id === undefined ? server.uuid() : parseUuid(id)
      if (!uuid || store.groups.has(uuid)) throw new Error(`not a new uuid: ${id}`)
      const fields = {
        ...{ name, attributes, superuser, roles: [] },
        parents: requireParents(parents),
        users: pks.map((pk) => requireUser(pk).pk),
      }
      return groups.create(uuid, fields, causeOf('POST', 'groups')).id
    },
    updateGroup(id, { parents, users: pks, ...rest }) {
      const group = requireGroup(id)
      const fields = { ...rest, ...(parents && { parents: requireParents(parents) }) }
      const members = pks?.map((pk) => requireUser(pk).pk)
      const cause = causeOf('PATCH', `groups/${group.id}`)
      inSteps(
        () => groups.update(group, fields, cause),
        members &&
          (() => {
            if (store.groups.has(group.id)) groups.setMembers(group, members, cause)
          }),
      )
    },
    deleteGroup(id) {
      const group = requireGroup(id)
      groups.remove(group, causeOf('DELETE', `groups/${group.id}`))
    },
    addUser({ username, name = username, email, active = true, type = 'internal', ...rest }) {
      const { attributes = {}, groups: ids = [], path = 'users' } = rest
      const fields = { username, name, email, active, type, attributes, path }
      const parents = ids.map((id) => requireGroup(id).id)
      return users.create({ ...fields, groups: parents }, causeOf('POST', 'users')).pk
    },
    updateUser(pk, { groups: ids, ...rest }) {
      const user = requireUser(pk)
      const joined = ids?.map((id) => requireGroup(id).id)
      const cause = causeOf('PATCH', `users/${pk}`)
      inSteps(
        () => users.update(user, rest, cause),
        joined &&
          (() => {
            if (store.users.has(pk)) users.setGroups(user, joined, cause)
          }),
      )
    },
    deleteUser(pk) {
      users.remove(requireUser(pk), causeOf('DELETE', `users/${pk}`))
    },
    addMember(groupId, pk) {
      const group = requireGroup(groupId)
      groups.addMember(group, requireUser(pk), causeOf('POST', `groups/${group.id}/add_user`))
    },
    removeMember(groupId, pk) {
      const group = requireGroup(groupId)
      groups.removeMember(group, requireUser(pk), causeOf('POST', `groups/${group.id}/remove_user`))
    },
    addToken({ token, permissions, objects, active = true }) {
      const visible = objects?.map((id) => requireGroup(id).id)
      log.silently(() =>
        addServiceAccount(server, { token, permissions, visible, active }, causeOf('POST', 'tokens')),
      )
    },
  }
}
