import type { Plan } from '@cowherd/plan'
import type { Survey } from '../../explanation/survey.ts'

/** A plan by what it concerns, so that one list of many is explained without going through all of it. */
export interface PlanIndex {
  /** The survey with only that part of its plan that concerns a group. */
  ofGroup(id: string): Survey
  /** The same for several groups. */
  ofGroups(ids: Iterable<string>): Survey
  /** The survey with only that part of its plan that concerns an alias. */
  ofAlias(id: number, address: string): Survey
}

/** Sorts a plan. */
export function indexPlan(survey: Survey): PlanIndex {
  const { plan } = survey
  const byGroup = {
    changes: Map.groupBy(plan.changes, ({ group }) => group.id),
    held: Map.groupBy(plan.held, ({ change }) => change.group.id),
    conflicts: Map.groupBy(plan.conflicts, ({ group }) => group.id),
    skipped: Map.groupBy(plan.skipped, ({ group }) => group.id),
  }
  const byAlias = {
    changes: Map.groupBy(plan.changes, ({ id }) => id),
    held: Map.groupBy(plan.held, ({ change }) => change.id),
    skipped: Map.groupBy(plan.skipped, ({ address }) => address),
  }
  const narrowed = (part: Pick<Plan, 'changes' | 'held' | 'conflicts' | 'skipped'>): Survey => ({
    ...survey,
    plan: { ...plan, ...part },
  })
  function ofGroups(ids: Iterable<string>): Survey {
    const all = [...ids]
    return narrowed({
      changes: all.flatMap((id) => byGroup.changes.get(id) ?? []),
      held: all.flatMap((id) => byGroup.held.get(id) ?? []),
      conflicts: all.flatMap((id) => byGroup.conflicts.get(id) ?? []),
      skipped: all.flatMap((id) => byGroup.skipped.get(id) ?? []),
    })
  }

  return {
    ofGroup: (id) => ofGroups([id]),
    ofGroups,
    ofAlias: (id, address) =>
      narrowed({
        changes: byAlias.changes.get(id) ?? [],
        held: byAlias.held.get(id) ?? [],
        conflicts: [],
        skipped: byAlias.skipped.get(address) ?? [],
      }),
  }
}
