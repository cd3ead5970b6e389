import type { Cause, EventLog, EventModel } from '../event/log.ts'
import type { Attributes, Group, User } from '../model.ts'
import type { Store } from '../store.ts'
import { compactUuid } from '../uuid.ts'

/** What can be set on a group. */
export interface GroupFields {
  readonly name: string
  readonly superuser: boolean
  readonly attributes: Attributes
  readonly parents: readonly string[]
  readonly users: readonly number[]
  readonly roles: readonly string[]
}

/** Changes of groups with the events that each leaves. They trust their input. */
export interface GroupChanges {
  create(id: string, fields: GroupFields, cause: Cause): Group
  update(group: Group, fields: Partial<GroupFields>, cause: Cause): void
  /** The members that this takes away go before those that it brings, as two steps with an event each. */
  setMembers(group: Group, pks: readonly number[], cause: Cause): void
  remove(group: Group, cause: Cause): void
  /** An event is left also when the user is a member already. */
  addMember(group: Group, user: User, cause: Cause): void
  removeMember(group: Group, user: User, cause: Cause): void
}

/** Makes the changes of groups over a store and a log. */
export function createGroupChanges(store: Store, log: EventLog): GroupChanges {
  let serial = 0

  function setMembers(group: Group, pks: readonly number[], cause: Cause): void {
    const wanted = new Set(pks)
    const gone = [...group.members].filter((pk) => !wanted.has(pk))
    const come = [...wanted].filter((pk) => !group.members.has(pk))
    for (const user of usersOf(store, gone)) store.unlink(group, user)
    if (gone.length > 0) log.record('model_updated', cause, groupModel(group))
    for (const user of usersOf(store, come)) store.link(group, user)
    if (come.length > 0) log.record('model_updated', cause, groupModel(group))
  }

  return {
    create(id, fields, cause) {
      const { name, superuser, attributes, roles } = fields
      serial += 1
      const group: Group = {
        ...{ id, serial, name, superuser, attributes, roles },
        parents: new Set(),
        children: new Set(),
        members: new Set(),
      }
      store.putGroup(group)
      store.setParents(group, fields.parents)
      log.record('model_created', cause, groupModel(group))
      setMembers(group, fields.users, cause)
      return group
    },
    update(group, fields, cause) {
      if (fields.name !== undefined) store.rename(group, fields.name)
      group.superuser = fields.superuser ?? group.superuser
      group.attributes = fields.attributes ?? group.attributes
      group.roles = fields.roles ?? group.roles
      if (fields.parents) store.setParents(group, fields.parents)
      log.record('model_updated', cause, groupModel(group))
      if (fields.users) setMembers(group, fields.users, cause)
    },
    setMembers,
    remove(group, cause) {
      store.removeGroup(group)
      log.record('model_deleted', cause, groupModel(group))
    },
    addMember(group, user, cause) {
      store.link(group, user)
      log.record('model_updated', cause, groupModel(group))
    },
    removeMember(group, user, cause) {
      store.unlink(group, user)
      log.record('model_updated', cause, groupModel(group))
    },
  }
}

function groupModel(group: Group): EventModel {
  return { pk: compactUuid(group.id), app: 'authentik_core', name: group.name, model_name: 'group' }
}

function usersOf(store: Store, pks: readonly number[]): User[] {
  return pks.flatMap((pk) => store.users.get(pk) ?? [])
}
