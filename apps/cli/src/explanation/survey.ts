import { type DesiredState, desireState, type OwnedAlias, type Plan, type PlanSettings } from '@cowherd/plan'
import { type Planned, planRun, type Reading, type RunContext } from '@cowherd/reconcile'

/** Everything that one look at both sides tells. */
export interface Survey {
  readonly settings: PlanSettings
  readonly reading: Reading
  /** What the next sync would do. */
  readonly plan: Plan
  readonly state: DesiredState
  /** The alias of ours that carries a group's mail, by group id. */
  readonly holders: ReadonlyMap<string, OwnedAlias>
}

/** Reads both sides. Nobody sees the whole plan here, so that none of it counts as shown. Throws UpstreamError. */
export async function takeSurvey(context: RunContext): Promise<Survey> {
  const memory = { ...context.memory, rememberShown: async () => {} }
  return surveyOf(await planRun({ ...context, memory }), context.settings)
}

/** The survey that a reading and its plan amount to. */
export function surveyOf({ plan, reading }: Planned, settings: PlanSettings): Survey {
  const state = desireState(reading.directory, reading.target, settings)
  return { settings, reading, plan, state, holders: holdersOf(state) }
}

/** Of several aliases with one group's marker, the one at the address that the group wants, else the lowest id. */
function holdersOf({ owned, desired }: DesiredState): Map<string, OwnedAlias> {
  const holders = new Map<string, OwnedAlias>()
  for (const candidate of owned) {
    const { group, role } = candidate.marker
    if (role === 'former' || role === 'part') continue
    const wanted = desired.get(group)?.address
    const known = holders.get(group)
    if (!known || (candidate.alias.address === wanted && known.alias.address !== wanted)) {
      holders.set(group, candidate)
    }
  }
  return holders
}

/** A group's name, or its id where the directory does not have it. */
export function groupName({ reading }: Survey, id: string): string {
  return reading.directory.groups.get(id)?.name ?? id
}
