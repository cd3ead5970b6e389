import type { PlanSettings } from '@cowherd/plan'

/** Nothing is held: what is held stays different from what a fresh look at everything would make. */
export const nothingHeld: PlanSettings['thresholds'] = {
  removedAliases: 1,
  removedMemberships: 1,
  memberLoss: 1,
  floor: 1_000_000,
  firstRunMax: 1_000_000,
}
