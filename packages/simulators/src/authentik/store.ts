import type { Group, Role, Token, User } from './model.ts'

/** The objects of the simulated directory with the indexes that keep paging cheap. Knows no events. */
export interface Store {
  readonly groups: ReadonlyMap<string, Group>
  readonly users: ReadonlyMap<number, User>
  readonly roles: Map<string, Role>
  /** tokens by key */
  readonly tokens: Map<string, Token>
  /** All groups in the order of name (by code unit) or id. */
  groupsBy(key: 'name' | 'pk'): readonly Group[]
  /** All users in the order of username or number. */
  usersBy(key: 'username' | 'pk'): readonly User[]
  putGroup(group: Group): void
  rename(group: Group, name: string): void
  removeGroup(group: Group): void
  setParents(group: Group, parents: readonly string[]): void
  putUser(user: User): void
  renameUser(user: User, username: string): void
  removeUser(user: User): void
  link(group: Group, user: User): void
  unlink(group: Group, user: User): void
}

/** Makes an empty store. */
export function createStore(): Store {
  const groups = new Map<string, Group>()
  const users = new Map<number, User>()
  const groupOrder = createOrder(groups, {
    name: (group: Group) => group.name,
    pk: (group: Group) => group.id,
  })
  const userOrder = createOrder(users, {
    username: (user: User) => user.username,
    pk: (user: User) => user.pk,
  })

  function setParents(group: Group, parents: readonly string[]): void {
    for (const id of group.parents) groups.get(id)?.children.delete(group.id)
    group.parents.clear()
    for (const id of parents) {
      group.parents.add(id)
      groups.get(id)?.children.add(group.id)
    }
  }

  return {
    groups,
    users,
    roles: new Map(),
    tokens: new Map(),
    groupsBy: groupOrder.by,
    usersBy: userOrder.by,
    setParents,
    putGroup(group) {
      groups.set(group.id, group)
      groupOrder.forget()
    },
    rename(group, name) {
      if (group.name === name) return
      group.name = name
      groupOrder.forget()
    },
    removeGroup(group) {
      setParents(group, [])
      for (const id of group.children) groups.get(id)?.parents.delete(group.id)
      for (const pk of group.members) users.get(pk)?.groups.delete(group.id)
      groups.delete(group.id)
      groupOrder.forget()
    },
    putUser(user) {
      users.set(user.pk, user)
      userOrder.forget()
    },
    renameUser(user, username) {
      if (user.username === username) return
      user.username = username
      userOrder.forget()
    },
    removeUser(user) {
      for (const id of user.groups) groups.get(id)?.members.delete(user.pk)
      users.delete(user.pk)
      userOrder.forget()
    },
    link(group, user) {
      group.members.add(user.pk)
      user.groups.add(group.id)
    },
    unlink(group, user) {
      group.members.delete(user.pk)
      user.groups.delete(group.id)
    },
  }
}

/** Sorted views of a map that are made once and kept until something is added, removed or renamed. */
function createOrder<Id, Entry, Key extends string>(
  entries: ReadonlyMap<Id, Entry>,
  keys: Readonly<Record<Key, (entry: Entry) => string | number>>,
) {
  const views = new Map<Key, readonly Entry[]>()
  return {
    forget: () => views.clear(),
    by(key: Key): readonly Entry[] {
      const known = views.get(key)
      if (known) return known
      const sorted = [...entries.values()].sort(byKey(keys[key]))
      views.set(key, sorted)
      return sorted
    },
  }
}

/** Compares two entries by code unit or number, ascending. */
export function byKey<Entry>(key: (entry: Entry) => string | number) {
  return (left: Entry, right: Entry): number => {
    const a = key(left)
    const b = key(right)
    return a < b ? -1 : a > b ? 1 : 0
  }
}
