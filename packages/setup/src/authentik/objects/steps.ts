import { differingFields } from './difference.ts'
import type { ObjectPermission, PresentObject, PresentSetup, WantedObject, WantedSetup } from './object.ts'

/** One change that brings a setup in order. Pure data: nothing in it is secret but the fields of `object`. */
export type SetupStep =
  | { readonly action: 'create'; readonly object: WantedObject }
  | {
      readonly action: 'change'
      readonly object: WantedObject
      readonly id: string | number
      /** Names of the fields that are not as they should be. */
      readonly fields: readonly string[]
    }
  | { readonly action: 'delete'; readonly object: WantedObject; readonly id: string | number }
  | { readonly action: 'assign'; readonly permissions: readonly string[] }
  | { readonly action: 'unassign'; readonly permissions: readonly string[] }
  | { readonly action: 'unassign-object'; readonly permission: ObjectPermission }
  /** Takes a user out of the group, who would gain its permissions. */
  | { readonly action: 'remove-member'; readonly group: string; readonly user: number }

/** The changes from what is there to what is wanted, in the order in which they can be made; empty when all is right. */
export function setupSteps(wanted: WantedSetup, present: PresentSetup): SetupStep[] {
  const resolve = (key: WantedObject['key']) => present.objects.get(key)?.id
  return wanted.objects.flatMap((object): SetupStep[] => {
    const found = present.objects.get(object.key)
    const own = found ? change(object, found) : [{ action: 'create', object } as const]
    if (object.key === 'role') return [...own, ...permissionSteps(wanted, present)]
    return object.key === 'group' && found ? [...own, ...memberSteps(found)] : own
  })

  function change(object: WantedObject, found: PresentObject): SetupStep[] {
    const fields = differingFields(object, found, resolve)
    // A token of somebody else is not ours to hand on: newer versions refuse it, and its key may be known elsewhere.
    if (object.kind === 'token' && fields.includes('user')) {
      return [
        { action: 'delete', object, id: found.id },
        { action: 'create', object },
      ]
    }
    return fields.length === 0 ? [] : [{ action: 'change', object, id: found.id, fields }]
  }

  function memberSteps(group: PresentObject): SetupStep[] {
    const users = Array.isArray(group.fields['users']) ? group.fields['users'] : []
    return users
      .filter((user): user is number => typeof user === 'number' && user !== resolve('account'))
      .map((user) => ({ action: 'remove-member', group: String(group.id), user }))
  }
}

/** The changes that take a setup away: those that refer to others first. */
export function removalSteps(wanted: WantedSetup, present: PresentSetup): SetupStep[] {
  return wanted.objects.toReversed().flatMap((object): SetupStep[] => {
    const found = present.objects.get(object.key)
    return found ? [{ action: 'delete', object, id: found.id }] : []
  })
}

function permissionSteps(wanted: WantedSetup, present: PresentSetup): SetupStep[] {
  const missing = wanted.permissions.filter((permission) => !present.permissions.includes(permission))
  const extra = present.permissions.filter((permission) => !wanted.permissions.includes(permission))
  return [
    ...(missing.length > 0 ? [{ action: 'assign', permissions: missing } as const] : []),
    ...(extra.length > 0 ? [{ action: 'unassign', permissions: extra } as const] : []),
    ...present.objectPermissions.map((permission) => ({ action: 'unassign-object', permission }) as const),
  ]
}
