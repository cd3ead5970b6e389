import type { Server } from '../api/context.ts'
import type { Cause } from '../event/log.ts'

/** An account that holds a token. */
interface ServiceAccount {
  readonly token: string
  readonly permissions: readonly string[]
  /** ids of the only groups that `view_group` holds for; undefined for all */
  readonly visible: readonly string[] | undefined
  readonly active: boolean
}

/** Makes an account with a role of its own and a token that does not end. */
export function addServiceAccount(
  server: Server,
  { token: key, permissions, visible, active }: ServiceAccount,
  cause: Cause,
): void {
  const { store, users, uuid, clock } = server
  if (store.tokens.has(key)) throw new Error('this token exists already')
  const name = `service-account-${store.users.size}`
  const everywhere = visible ? permissions.filter((permission) => permission !== 'view_group') : permissions
  const role = {
    id: uuid(),
    name,
    permissions: new Set(everywhere),
    objects: new Map(visible ? [['view_group', new Set(visible)]] : []),
  }
  store.roles.set(role.id, role)
  const user = users.create(
    {
      ...{ username: name, name, email: '', active, groups: [], roles: [role.id] },
      type: 'service_account',
      attributes: {},
      path: 'goauthentik.io/service-accounts',
    },
    cause,
  )
  store.tokens.set(key, {
    ...{ pk: uuid(), identifier: `${name}-api`, key, intent: 'api', user: user.pk },
    ...{ description: '', expires: clock(), expiring: false },
  })
}
