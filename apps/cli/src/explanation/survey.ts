import {
  type DesiredState,
  desireState,
  holdings,
  type OwnedAlias,
  type Plan,
  type PlanSettings,
} from '@cowherd/plan'
import { type Planned, planRun, type Reading, type RunContext } from '@cowherd/reconcile'

/** Everything that one look at both sides tells. */
export interface Survey {
  readonly settings: PlanSettings
  readonly reading: Reading
  /** What the next sync would do. */
  readonly plan: Plan
  readonly state: DesiredState
  /** The alias of ours that carries a list's mail, by key; a group that wants none has its id for a key. */
  readonly holders: ReadonlyMap<string, OwnedAlias>
  /** The key of the list whose mail an alias of ours carries, by alias id. */
  readonly keys: ReadonlyMap<number, string>
}

/** Reads both sides. Nobody sees the whole plan here, so that none of it counts as shown. Throws UpstreamError. */
export async function takeSurvey(context: RunContext): Promise<Survey> {
  const memory = { ...context.memory, rememberShown: async () => {} }
  return surveyOf(await planRun({ ...context, memory }), context.settings)
}

/** The survey that a reading and its plan amount to. */
export function surveyOf(
  { plan, reading }: Pick<Planned, 'plan' | 'reading'>,
  settings: PlanSettings,
): Survey {
  const state = desireState(reading.directory, reading.target, settings)
  const holders = holdersOf(state)
  const keys = new Map([...holders].map(([key, { alias }]) => [alias.id, key]))
  return { settings, reading, plan, state, holders, keys }
}

function holdersOf({ owned, desired }: DesiredState): Map<string, OwnedAlias> {
  const holders = new Map(holdings(owned, desired).current)
  for (const candidate of owned) {
    const { group, role } = candidate.marker
    const isLeftOver = role !== 'former' && role !== 'part' && !desired.has(group)
    if (isLeftOver && !holders.has(group)) holders.set(group, candidate)
  }
  return holders
}

/** The keys of a group's lists, in the order of its addresses; the group's id where it wants none. */
export function listKeys({ state }: Survey, groupId: string): string[] {
  if (!state.desired.has(groupId)) return [groupId]
  return [...state.desired.values()]
    .filter(({ group, part }) => group.id === groupId && part === undefined)
    .map(({ key }) => key)
}

/** A group's name, or its id where the directory does not have it. */
export function groupName({ reading }: Survey, id: string): string {
  return reading.directory.groups.get(id)?.name ?? id
}
