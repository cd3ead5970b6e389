import { emptyRules, parseRules, type Rules } from '@cowherd/rules'
import type { MemberSettings } from '../desired/list-settings.ts'
import type { PlanSettings } from '../settings.ts'

/** Settings as they are by default, for the owner `main` and the domain `example.org`. */
export function settingsOf(facts: Partial<PlanSettings> = {}): PlanSettings {
  return {
    owner: 'main',
    domain: 'example.org',
    policy: 'sync',
    groups: 'all',
    rules: emptyRules,
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
    ...facts,
  }
}

/** The rules of a file with this text. */
export function rulesOf(text: string): Rules {
  return parseRules(text, 'cowherd.yaml')
}

/** Thresholds that hold nothing. */
export const noLimits: PlanSettings['thresholds'] = {
  removedAliases: 1,
  removedMemberships: 1,
  memberLoss: 1,
  floor: 1_000_000,
  firstRunMax: 1_000_000,
}

/** Who is a member, as it is by default. */
export function memberSettingsOf(facts: Partial<MemberSettings> = {}): MemberSettings {
  return {
    nested: true,
    serviceAccounts: 'exclude',
    external: 'keep',
    domains: undefined,
    addressFrom: ['email'],
    withoutMailbox: 'drop',
    add: [],
    leaveOutUsers: new Set(),
    leaveOutAddresses: new Set(),
    ...facts,
  }
}
