import { createDirectory } from '@cowherd/directory'
import { approvePlan, createPlan, type Plan, type PlanInput } from '../plan.ts'
import type { TargetState } from '../target/model.ts'
import { applyChanges } from './apply.ts'
import type { World } from './world.ts'

/** A plan's input from a world. */
export function inputOfWorld({ groups, users, target, settings, input }: World): PlanInput {
  return { ...input, directory: createDirectory(groups, users), target, settings }
}

/** The target after a plan was applied, with or without what it holds, and the plan that a next run then makes. */
export function replay(
  input: PlanInput,
  { approved }: { readonly approved: boolean },
): { readonly plan: Plan; readonly target: TargetState; readonly next: Plan } {
  const plan = createPlan(input)
  const { changes } = approved ? approvePlan(plan) : plan
  const target = applyChanges(input.target, changes, input.settings.owner)
  return { plan, target, next: createPlan({ ...input, target }) }
}
