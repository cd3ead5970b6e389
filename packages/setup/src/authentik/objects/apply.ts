import { UpstreamError } from '@cowherd/upstream'
import type { SetupApi } from '../api/api.ts'
import { objectEntry } from '../api/schemas.ts'
import { readBody } from '../api/walk.ts'
import { bodyOf } from './difference.ts'
import { collectionPath, endpoints, objectPath } from './endpoints.ts'
import type { FieldRecord, ObjectKey, PresentSetup, WantedObject } from './object.ts'
import type { SetupStep } from './steps.ts'

/**
 * Makes the changes one after the other. What breaks off in the middle is finished by the same again.
 *
 * @param present what the steps were made from
 * @param onStep told of each step when it is done
 * @throws UpstreamError
 */
export async function applySteps(
  api: SetupApi,
  steps: readonly SetupStep[],
  present: PresentSetup,
  onStep: (step: SetupStep) => void = () => {},
): Promise<void> {
  const ids = new Map<ObjectKey, string | number>([...present.objects].map(([key, { id }]) => [key, id]))
  for (const step of steps) {
    await applyStep(step)
    onStep(step)
  }

  async function applyStep(step: SetupStep): Promise<void> {
    switch (step.action) {
      case 'create': {
        const { key, kind } = step.object
        const path = collectionPath(kind)
        const answer = await api.send('POST', path, body(step.object, creationFields(step.object)))
        const { pk } = readBody(`POST ${path}`, answer, objectEntry)
        ids.set(key, kind === 'token' ? step.object.name : pk)
        return
      }
      case 'change': {
        const { object, id } = step
        const known = Object.entries(object.ifPresent ?? {}).filter(([name]) => step.fields.includes(name))
        const fields = { ...object.fields, ...Object.fromEntries(known) }
        await sendTo('PATCH', objectPath(object.kind, id), body(object, fields))
        if (object.kind === 'token') ids.set(object.key, object.name)
        return
      }
      case 'delete':
        await api.send('DELETE', objectPath(step.object.kind, step.id))
        return
      case 'assign':
        await sendTo('POST', `${rolePath()}assign/`, { permissions: step.permissions })
        return
      case 'unassign':
        await sendTo('PATCH', `${rolePath()}unassign/`, { permissions: step.permissions })
        return
      case 'unassign-object': {
        const { permission, model, objectId } = step.permission
        const what = { permissions: [permission], model, object_pk: objectId }
        await sendTo('PATCH', `${rolePath()}unassign/`, what)
        return
      }
      case 'remove-member':
        await sendTo('POST', `${objectPath('group', step.group)}remove_user/`, { pk: step.user })
    }
  }

  async function sendTo(method: 'POST' | 'PATCH', path: string, sent: object): Promise<void> {
    const { status } = await api.send(method, path, sent)
    if (status === 404) throw vanished(path)
  }

  function rolePath(): string {
    return `/rbac/permissions/assigned_by_roles/${ids.get('role')}/`
  }

  function body(object: WantedObject, fields: FieldRecord): object {
    const sent = bodyOf(fields, present.objects.get(object.key), (key) => ids.get(key))
    if (!sent) throw new Error(`${object.name} refers to what is not there yet`)
    return sent
  }
}

function creationFields(object: WantedObject): FieldRecord {
  const name = object.kind === 'binding' ? {} : { [endpoints[object.kind].nameField]: object.name }
  return { ...name, ...object.onCreate, ...object.fields }
}

function vanished(path: string): UpstreamError {
  return new UpstreamError(
    'source',
    'rejected',
    `Authentik no longer has ${path}: somebody took it away in between. Run the same command again.`,
    { status: 404 },
  )
}
