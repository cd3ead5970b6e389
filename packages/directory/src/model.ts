/** A person or a service account of the source. */
export interface User {
  /** Authentik's integer primary key. */
  readonly id: number
  readonly username: string
  /** Display name. */
  readonly name: string
  /** As stored: may be empty, of any case, shared with other users, or no address at all. */
  readonly email: string
  readonly active: boolean
  readonly serviceAccount: boolean
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** A group of the source with its direct members. */
export interface Group {
  /** UUID, lower case, with dashes. */
  readonly id: string
  readonly name: string
  readonly superuser: boolean
  /** Ids of the groups that this group is nested in. */
  readonly parents: readonly string[]
  /** Ids of the users who are members directly, inactive ones included. */
  readonly members: readonly number[]
  readonly attributes: Readonly<Record<string, unknown>>
}

/** One consistent reading of the source. Iteration order is by id, whatever the order read. */
export interface Directory {
  readonly groups: ReadonlyMap<string, Group>
  readonly users: ReadonlyMap<number, User>
  /** Group id to the ids of the groups nested directly in it, sorted. */
  readonly children: ReadonlyMap<string, readonly string[]>
}

const compactId = /^[0-9a-f]{32}$/

/** A group id in its one form, lower case with dashes: events carry it without (RFC 9562 section 4). */
export function normaliseGroupId(id: string): string {
  const lower = id.toLowerCase()
  if (!compactId.test(lower)) return lower
  return [
    lower.slice(0, 8),
    lower.slice(8, 12),
    lower.slice(12, 16),
    lower.slice(16, 20),
    lower.slice(20),
  ].join('-')
}

/** Orders strings by code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Builds a directory, normalising ids and order. A parent that is not in `groups` is kept in `parents` and has no children.
 *
 * @throws RangeError when an id occurs twice: such a reading is not whole
 */
export function createDirectory(groups: Iterable<Group>, users: Iterable<User>): Directory {
  const groupList = [...groups].map(normaliseGroup).sort((a, b) => compareText(a.id, b.id))
  const userList = [...users].sort((a, b) => a.id - b.id)
  const groupIndex = indexById<string, Group>(groupList, 'group')
  const children = new Map<string, string[]>()
  for (const group of groupList) {
    for (const parent of group.parents) {
      const siblings = children.get(parent)
      if (siblings) siblings.push(group.id)
      else if (groupIndex.has(parent)) children.set(parent, [group.id])
    }
  }
  return {
    groups: groupIndex,
    users: indexById(userList, 'user'),
    children,
  }
}

function normaliseGroup(group: Group): Group {
  return {
    ...group,
    id: normaliseGroupId(group.id),
    parents: [...new Set(group.parents.map(normaliseGroupId))].sort(compareText),
    members: [...new Set(group.members)].sort((a, b) => a - b),
  }
}

function indexById<Id, Item extends { readonly id: Id }>(
  items: readonly Item[],
  kind: string,
): Map<Id, Item> {
  const index = new Map(items.map((item) => [item.id, item]))
  if (index.size !== items.length) throw new RangeError(`a ${kind} id occurs twice in one reading`)
  return index
}
