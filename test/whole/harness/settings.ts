import type { PlanSettings } from '@cowherd/plan'
import { settingsOf } from '@cowherd/plan/testkit'

/** The settings that an installation has when only the required ones are given, with every group a list. */
export const defaultSettings: PlanSettings = settingsOf({ owner: 'lab' })
