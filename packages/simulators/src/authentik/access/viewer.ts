import type { Group, Role, User } from '../model.ts'
import type { Store } from '../store.ts'

/** Who asks, and what they may see and do. */
export interface Viewer {
  readonly user: User
  readonly superuser: boolean
  /** Holds the permission on everything, or on this group. */
  may(permission: string, groupId?: string): boolean
}

/** Why a request is not let in: the `detail` of a 403. */
export type Denial =
  | 'Authentication credentials were not provided.'
  | 'Unsupported authentication type'
  | 'Token invalid/expired'

/** Finds who sends an `Authorization` header. Every failure is a 403 in Authentik, told apart by its text. */
export function authenticate(store: Store, header: string | null, now: Date): Viewer | Denial {
  const [, scheme, key] = /^(\S+)\s+(.+)$/.exec(header?.trim() ?? '') ?? []
  if (scheme === undefined || key === undefined) return 'Authentication credentials were not provided.'
  if (scheme.toLowerCase() !== 'bearer') return 'Unsupported authentication type'
  const token = store.tokens.get(key)
  const user = token && store.users.get(token.user)
  if (token?.intent !== 'api' || !user?.active) return 'Token invalid/expired'
  if (token.expiring && token.expires <= now) return 'Token invalid/expired'
  return createViewer(store, user)
}

function createViewer(store: Store, user: User): Viewer {
  const superuser = allGroups(store, user).some((group) => group.superuser)
  const roles = rolesOf(store, user)
  return {
    user,
    superuser,
    may: (permission, groupId) =>
      superuser ||
      roles.some(
        (role) =>
          role.permissions.has(permission) ||
          (groupId !== undefined && role.objects.get(permission)?.has(groupId) === true),
      ),
  }
}

function rolesOf(store: Store, user: User): Role[] {
  const ids = [...user.roles, ...[...user.groups].flatMap((id) => store.groups.get(id)?.roles ?? [])]
  return ids.flatMap((id) => store.roles.get(id) ?? [])
}

/** The groups of a user with all their ancestors. */
export function allGroups(store: Store, user: User): Group[] {
  const found = new Map<string, Group>()
  const waiting = [...user.groups]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const group = store.groups.get(id)
    if (!group || found.has(id)) continue
    found.set(id, group)
    waiting.push(...group.parents)
  }
  return [...found.values()]
}
