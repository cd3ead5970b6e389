import {
  assignPermissions,
  deleteRole,
  getRoles,
  postRole,
  unassignPermissions,
} from '../access/role-endpoints.ts'
import {
  changeToken,
  deleteToken,
  getToken,
  postServiceAccount,
  postToken,
  viewKey,
} from '../access/token-endpoints.ts'
import { getEvents } from '../event/endpoints.ts'
import {
  addUser,
  changeGroup,
  deleteGroup,
  getGroup,
  getGroups,
  getGroupUsedBy,
  postGroup,
  removeUser,
} from '../group/endpoints.ts'
import {
  changeUser,
  deleteUser,
  getSelf,
  getUser,
  getUsers,
  postUser,
  setPassword,
} from '../user/endpoints.ts'
import { json } from './answer.ts'
import type { Handler } from './context.ts'
import { getVersion } from './system-endpoints.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The handlers of one path, by method. */
export type Route = Readonly<Partial<Record<Method, Handler>>>

/** The simulated paths below `/api/v3`; the first that fits counts. */
export const ROUTES: Readonly<Record<string, Route>> = {
  '/core/groups/': { GET: getGroups, POST: postGroup },
  '/core/groups/:pk/': { GET: getGroup, PUT: changeGroup, PATCH: changeGroup, DELETE: deleteGroup },
  '/core/groups/:pk/add_user/': { POST: addUser },
  '/core/groups/:pk/remove_user/': { POST: removeUser },
  '/core/groups/:pk/used_by/': { GET: getGroupUsedBy },
  '/core/users/': { GET: getUsers, POST: postUser },
  '/core/users/me/': { GET: getSelf },
  '/core/users/service_account/': { POST: postServiceAccount },
  '/core/users/:pk/': { GET: getUser, PUT: changeUser, PATCH: changeUser, DELETE: deleteUser },
  '/core/users/:pk/set_password/': { POST: setPassword },
  '/core/tokens/': { GET: notSimulated, POST: postToken },
  '/core/tokens/:identifier/': { GET: getToken, PUT: changeToken, PATCH: changeToken, DELETE: deleteToken },
  '/core/tokens/:identifier/view_key/': { GET: viewKey },
  '/rbac/roles/': { GET: getRoles, POST: postRole },
  '/rbac/roles/:role/': { DELETE: deleteRole },
  '/rbac/permissions/assigned_by_roles/:role/assign/': { POST: assignPermissions },
  '/rbac/permissions/assigned_by_roles/:role/unassign/': { PATCH: unassignPermissions },
  '/events/events/': { GET: getEvents, POST: notSimulated },
  '/admin/version/': { GET: getVersion },
}

/** For what Authentik has and the simulator leaves out. */
function notSimulated(): Response {
  return json({ detail: 'Not simulated.' }, 501)
}

/** The `Allow` header of a route. */
export function allowedMethods(route: Route): string {
  const order: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const methods = order.filter((method) => route[method])
  return [...methods, ...(route.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
