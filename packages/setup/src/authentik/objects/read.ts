import type { SetupApi } from '../api/api.ts'
import { objectEntry, objectPage, permissionPage } from '../api/schemas.ts'
import { readAll, readBody } from '../api/walk.ts'
import { bindingsPath, endpoints, objectPath } from './endpoints.ts'
import type {
  ObjectKey,
  ObjectPermission,
  PresentObject,
  PresentSetup,
  WantedObject,
  WantedSetup,
} from './object.ts'

/** What is there of a setup; every object is found by its name, exactly. Throws UpstreamError. */
export async function readPresent(api: SetupApi, wanted: WantedSetup): Promise<PresentSetup> {
  const objects = new Map<ObjectKey, PresentObject>()
  // Alone and first: a wrong token must not cost twenty requests.
  const [first, ...others] = wanted.objects.filter(({ kind }) => kind !== 'binding')
  for (const part of [first ? [first] : [], others]) {
    const found = await Promise.all(part.map((object) => findByName(api, object)))
    for (const [index, object] of part.entries()) {
      const present = found[index]
      if (present) objects.set(object.key, present)
    }
  }
  for (const [key, binding] of await readBindings(api, wanted, objects)) objects.set(key, binding)
  const role = objects.get('role')?.id
  return {
    objects,
    permissions: role === undefined ? [] : await readPermissions(api, String(role)),
    objectPermissions: role === undefined ? [] : await readObjectPermissions(api, String(role)),
  }
}

/** One object by its name, whatever else the search gives; undefined where there is none. */
export async function findByName(
  api: SetupApi,
  { kind, name }: Pick<WantedObject, 'kind' | 'name'>,
): Promise<PresentObject | undefined> {
  if (kind === 'binding') return undefined
  if (kind === 'token') {
    const path = objectPath('token', name)
    const answer = await api.get(path)
    if (answer.status === 404) return undefined
    return { id: name, fields: readBody(`GET ${path}`, answer, objectEntry) }
  }
  const { path, nameField, nameQuery } = endpoints[kind]
  const lean = { group: { include_users: 'false' }, account: { include_groups: 'false' } }
  const query = { [nameQuery]: name, ...(kind === 'group' || kind === 'account' ? lean[kind] : {}) }
  const found = await readAll(api, path, query, objectPage)
  const fields = found.find((entry) => entry[nameField] === name)
  return fields && { id: fields.pk, fields }
}

async function readBindings(
  api: SetupApi,
  wanted: WantedSetup,
  objects: ReadonlyMap<ObjectKey, PresentObject>,
): Promise<[ObjectKey, PresentObject][]> {
  const rule = objects.get('rule')?.id
  if (rule === undefined) return []
  const bound = await readAll(api, bindingsPath, { target: String(rule) }, objectPage)
  return wanted.objects.flatMap(({ key, kind, fields }): [ObjectKey, PresentObject][] => {
    if (kind !== 'binding') return []
    const policy = referenced(fields['policy'], objects)
    const found = bound.find((binding) => policy !== undefined && binding['policy'] === policy)
    return found ? [[key, { id: found.pk, fields: found }]] : []
  })
}

function referenced(
  value: WantedObject['fields'][string] | undefined,
  objects: ReadonlyMap<ObjectKey, PresentObject>,
): string | number | undefined {
  if (typeof value !== 'object' || value === null || !('ref' in value)) return undefined
  return objects.get(value['ref'] as ObjectKey)?.id
}

async function readPermissions(api: SetupApi, role: string): Promise<string[]> {
  const found = await readAll(api, '/rbac/permissions/', { role }, permissionPage)
  return found.map(({ app_label, codename }) => `${app_label}.${codename}`)
}

async function readObjectPermissions(api: SetupApi, role: string): Promise<ObjectPermission[]> {
  const found = await readAll(api, '/rbac/permissions/roles/', { uuid: role }, permissionPage)
  return found.map(({ app_label, codename, model, object_pk = '' }) => ({
    permission: `${app_label}.${codename}`,
    model: `${app_label}.${model}`,
    objectId: object_pk,
  }))
}
