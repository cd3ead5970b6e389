import { createHash } from 'node:crypto'
import type { Cause, EventLog, EventModel } from '../event/log.ts'
import type { Attributes, Group, User, UserType } from '../model.ts'
import type { Store } from '../store.ts'

/** What can be set on a user. */
export interface UserFields {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly active: boolean
  readonly type: UserType
  readonly attributes: Attributes
  readonly groups: readonly string[]
  /** roles held without a group; 2026.8 only */
  readonly roles?: readonly string[]
}

/** Changes of users with the events that each leaves. They trust their input. */
export interface UserChanges {
  create(fields: UserFields & { readonly path: string }, cause: Cause): User
  update(user: User, fields: Partial<UserFields>, cause: Cause): void
  /** Leaves events of the user alone: none names a group. */
  setGroups(user: User, ids: readonly string[], cause: Cause): void
  remove(user: User, cause: Cause): void
  setPassword(user: User, cause: Cause): void
}

/**
 * Makes the changes of users over a store and a log.
 *
 * @param uuid source of user uuids
 * @param timestamp ISO time with microseconds
 */
export function createUserChanges(
  store: Store,
  log: EventLog,
  uuid: () => string,
  timestamp: () => string,
): UserChanges {
  let lastPk = 1

  function save(user: User, cause: Cause): void {
    user.updated = timestamp()
    log.record('model_updated', cause, userModel(user))
  }

  function setGroups(user: User, ids: readonly string[], cause: Cause): void {
    const wanted = new Set(ids)
    const gone = [...user.groups].filter((id) => !wanted.has(id))
    const come = [...wanted].filter((id) => !user.groups.has(id))
    for (const group of groupsOf(store, gone)) store.unlink(group, user)
    if (gone.length > 0) log.record('model_updated', cause, userModel(user))
    for (const group of groupsOf(store, come)) store.link(group, user)
    if (come.length > 0) log.record('model_updated', cause, userModel(user))
  }

  return {
    create(fields, cause) {
      lastPk += 1
      const now = timestamp()
      const { username, name, email, active, type, attributes, path, roles = [] } = fields
      const user: User = {
        ...{ username, name, email, active, type, attributes, path, roles },
        pk: lastPk,
        uuid: uuid(),
        uid: createHash('sha256').update(`${lastPk}-simulated`).digest('hex'),
        joined: now,
        passwordChanged: now,
        updated: now,
        groups: new Set(),
      }
      store.putUser(user)
      log.record('model_created', cause, userModel(user))
      setGroups(user, fields.groups, cause)
      // a new user is saved again with an unusable password
      save(user, cause)
      return user
    },
    update(user, fields, cause) {
      if (fields.username !== undefined) store.renameUser(user, fields.username)
      user.name = fields.name ?? user.name
      user.email = fields.email ?? user.email
      user.active = fields.active ?? user.active
      user.type = fields.type ?? user.type
      user.attributes = fields.attributes ?? user.attributes
      user.roles = fields.roles ?? user.roles
      save(user, cause)
      if (fields.groups) setGroups(user, fields.groups, cause)
    },
    setGroups,
    remove(user, cause) {
      for (const token of [...store.tokens.values()].filter((token) => token.user === user.pk)) {
        store.tokens.delete(token.key)
        log.record('model_deleted', cause, tokenModel(token))
      }
      store.removeUser(user)
      log.record('model_deleted', cause, userModel(user))
    },
    setPassword(user, cause) {
      user.passwordChanged = timestamp()
      // the event names the user as its own actor
      log.record('password_set', { ...cause, actor: user })
      save(user, cause)
    },
  }
}

/** The object of an event about a token. */
export function tokenModel(token: { readonly pk: string; readonly identifier: string }): EventModel {
  return {
    pk: token.pk.replaceAll('-', ''),
    app: 'authentik_core',
    name: token.identifier,
    model_name: 'token',
  }
}

function userModel(user: User): EventModel {
  return { pk: user.pk, app: 'authentik_core', name: user.name, model_name: 'user' }
}

function groupsOf(store: Store, ids: readonly string[]): Group[] {
  return ids.flatMap((id) => store.groups.get(id) ?? [])
}
