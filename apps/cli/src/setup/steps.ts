import { type ObjectKind, type SetupStep, setupNames } from '@cowherd/setup'
import type * as v from 'valibot'
import type { setupAuthentikDocumentSchema } from '../document/setup.ts'
import { alignColumns } from '../render/text.ts'

/** A step as it is shown: no value in it. */
export type ShownStep = v.InferOutput<typeof setupAuthentikDocumentSchema>['steps'][number]

/** Steps as they are shown, in order. */
export function showSteps(steps: readonly SetupStep[], owner: string): ShownStep[] {
  const { role, group } = setupNames(owner)
  return steps.map((step) => showStep(step, role, group))
}

function showStep(step: SetupStep, role: string, group: string): ShownStep {
  switch (step.action) {
    case 'create':
    case 'delete':
      return { action: step.action, object: step.object.kind, name: step.object.name, details: [] }
    case 'change':
      return { action: 'change', object: step.object.kind, name: step.object.name, details: [...step.fields] }
    case 'assign':
    case 'unassign':
      return { action: step.action, object: 'role', name: role, details: [...step.permissions] }
    case 'unassign-object': {
      const { permission, objectId } = step.permission
      return { action: 'unassign', object: 'role', name: role, details: [`${permission} on ${objectId}`] }
    }
    case 'remove-member':
      return { action: 'remove-member', object: 'group', name: group, details: [`user ${step.user}`] }
  }
}

/** Steps for people, a line for each. */
export function renderSteps(steps: readonly ShownStep[]): string {
  const rows = steps.map(({ action, object, name, details }) => [
    `  ${words[action]}`,
    labels[object as ObjectKind] ?? object,
    [name, details.join(', ')].filter((part) => part !== '').join(': '),
  ])
  return alignColumns(rows)
    .map((line) => `${line}\n`)
    .join('')
}

const words: Readonly<Record<ShownStep['action'], string>> = {
  create: 'make',
  change: 'correct',
  delete: 'delete',
  assign: 'allow',
  unassign: 'disallow',
  'remove-member': 'take out of',
}

const labels: Readonly<Record<ObjectKind, string>> = {
  role: 'role',
  group: 'group',
  account: 'service account',
  token: 'API token',
  mapping: 'webhook mapping',
  transport: 'notification transport',
  rule: 'notification rule',
  policy: 'event matcher policy',
  binding: 'policy binding',
}
