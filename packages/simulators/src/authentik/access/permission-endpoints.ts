import { Refusal, refusePermission } from '../api/answer.ts'
import type { Context, Handler } from '../api/context.ts'
import { answerPage } from '../api/list.ts'
import { invalidChoice } from '../api/query.ts'
import type { Role } from '../model.ts'
import { parseUuid } from '../uuid.ts'

/** The global permissions of the role in `role`; those of all together where there is none. */
export const getPermissions: Handler = (context) => {
  requireSuperuser(context)
  const role = chosenRole(context, 'role')
  const roles = role ? [role] : [...context.server.store.roles.values()]
  const codenames = [...new Set(roles.flatMap(({ permissions }) => [...permissions]))].sort()
  return answerPage(context, codenames, permissionJson)
}

/** The permissions of the role in `uuid` that hold on single objects. */
export const getObjectPermissions: Handler = (context) => {
  requireSuperuser(context)
  const role = chosenRole(context, 'uuid')
  const found = [...(role?.objects ?? [])].flatMap(([codename, ids]) =>
    [...ids].map((id) => ({ ...permissionJson(codename), object_pk: id, object_description: null })),
  )
  return answerPage(context, found, (permission) => permission)
}

function permissionJson(codename: string) {
  const model = codename.split('_').slice(1).join('_')
  const app = model === 'event' ? 'authentik_events' : 'authentik_core'
  return {
    ...{ id: 1, name: `Can ${codename.replaceAll('_', ' ')}`, codename, model, app_label: app },
    ...{ app_label_verbose: app, model_verbose: model },
  }
}

function chosenRole(context: Context, parameter: string): Role | undefined {
  const text = context.query.get(parameter)
  if (text === null) return undefined
  const role = context.server.store.roles.get(parseUuid(text) ?? '')
  if (!role) throw new Refusal(400, { [parameter]: [invalidChoice(text)] })
  return role
}

function requireSuperuser(context: Context): void {
  if (!context.viewer.superuser) throw refusePermission()
}
