import { getObjectPermissions, getPermissions } from '../access/permission-endpoints.ts'
import {
  assignPermissions,
  deleteRole,
  getRole,
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
import { bindings } from '../notification/binding-endpoints.ts'
import { mappings } from '../notification/mapping-endpoints.ts'
import { matchers } from '../notification/matcher-endpoints.ts'
import { rules } from '../notification/rule-endpoints.ts'
import { testTransport, transports } from '../notification/transport-endpoints.ts'
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
  '/rbac/roles/:role/': { GET: getRole, DELETE: deleteRole },
  '/rbac/permissions/': { GET: getPermissions },
  '/rbac/permissions/roles/': { GET: getObjectPermissions },
  '/rbac/permissions/assigned_by_roles/:role/assign/': { POST: assignPermissions },
  '/rbac/permissions/assigned_by_roles/:role/unassign/': { PATCH: unassignPermissions },
  '/propertymappings/notification/': mappings.all,
  '/propertymappings/notification/:pk/': mappings.one,
  '/events/transports/': transports.all,
  '/events/transports/:pk/': transports.one,
  '/events/transports/:pk/test/': { POST: testTransport },
  '/events/rules/': rules.all,
  '/events/rules/:pk/': rules.one,
  '/policies/event_matcher/': matchers.all,
  '/policies/event_matcher/:pk/': matchers.one,
  '/policies/bindings/': bindings.all,
  '/policies/bindings/:pk/': bindings.one,
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
