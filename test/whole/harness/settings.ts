import type { PlanSettings } from '@cowherd/plan'

/** The settings that an installation has when only the required ones are given, with every group a list. */
export const defaultSettings: PlanSettings = {
  owner: 'lab',
  domain: 'example.org',
  policy: 'sync',
  groups: 'all',
  include: [],
  exclude: [],
  adopt: 'equal',
  externalMembers: 'keep',
  serviceAccounts: 'exclude',
  flags: { internal: false, senderAllowed: false, sogoVisible: true },
  orphanDays: 7,
  orphanRuns: 7,
  thresholds: {
    removedAliases: 0.2,
    removedMemberships: 0.3,
    memberLoss: 0.5,
    floor: 10,
    firstRunMax: 20,
  },
}
