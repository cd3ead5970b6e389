import type { SetupApi } from './api/api.ts'
import type { ObjectKey, ObjectKind, WantedSetup } from './objects/object.ts'
import { readPresent } from './objects/read.ts'
import { setupSteps } from './objects/steps.ts'

/** What is wrong with one object of a setup. */
export type FindingState =
  | 'right'
  /** it is not there */
  | 'missing'
  /** some of its fields were changed */
  | 'changed'
  /** the role lacks a permission */
  | 'lacks-permission'
  /** the role has a permission that it does not need */
  | 'excess-permission'
  /** somebody else is in the group, who gains its permissions */
  | 'foreign-member'

/** Whether one object is right. Holds no secret. */
export interface Finding {
  readonly key: ObjectKey
  readonly kind: ObjectKind
  readonly name: string
  readonly state: FindingState
  /** Names of fields, permissions or numbers of users; empty where the state says it all. */
  readonly details: readonly string[]
}

/**
 * Says for each object of a setup whether it is right, and changes nothing. An object can have several findings.
 *
 * @throws UpstreamError
 */
export async function inspectSetup(api: SetupApi, wanted: WantedSetup): Promise<Finding[]> {
  const present = await readPresent(api, wanted)
  const steps = setupSteps(wanted, present)
  const hasRole = present.objects.has('role')
  return wanted.objects.flatMap(({ key, kind, name }): Finding[] => {
    const about = (state: FindingState, details: readonly string[]): Finding => ({
      ...{ key, kind, name, state, details },
    })
    const findings = steps.flatMap((step): Finding[] => {
      switch (step.action) {
        case 'create':
          return step.object.key === key && !present.objects.has(key) ? [about('missing', [])] : []
        // What is made anew is there and cannot be corrected.
        case 'delete':
          return step.object.key === key ? [about('changed', ['user'])] : []
        case 'change':
          return step.object.key === key ? [about('changed', step.fields)] : []
        case 'assign':
          return key === 'role' && hasRole ? [about('lacks-permission', step.permissions)] : []
        case 'unassign':
          return key === 'role' ? [about('excess-permission', step.permissions)] : []
        case 'unassign-object': {
          const { permission, objectId } = step.permission
          return key === 'role' ? [about('excess-permission', [`${permission} on ${objectId}`])] : []
        }
        case 'remove-member':
          return key === 'group' ? [about('foreign-member', [String(step.user)])] : []
        default:
          return []
      }
    })
    return findings.length > 0 ? findings : [about('right', [])]
  })
}
