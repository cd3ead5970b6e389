import type { Group, User } from '@cowherd/directory'
import { createPlan, type Plan, type PlanInput } from '../plan.ts'
import type { PlanSettings } from '../settings.ts'
import type { Alias, TargetState } from '../target/model.ts'
import { directoryOf, groupId } from './people.ts'
import { settingsOf } from './settings.ts'
import { targetOf } from './target.ts'

/** What a golden case starts from; all of it has a default. */
export interface Case {
  readonly groups?: readonly Group[]
  readonly people?: readonly User[]
  readonly aliases?: readonly Alias[]
  readonly target?: Partial<TargetState>
  readonly settings?: Partial<PlanSettings>
  /** Numbers of the groups that are known to be gone. */
  readonly gone?: readonly number[]
  readonly adopt?: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly today?: string
  readonly nightly?: boolean
  readonly recent?: PlanInput['recent']
  readonly clockOff?: boolean
  readonly heldBefore?: ReadonlySet<string>
}

/** The input that a case describes. */
export function inputOf(one: Case): PlanInput {
  return {
    directory: directoryOf(one.groups ?? [], one.people),
    target: targetOf(one.aliases ?? [], one.target),
    settings: settingsOf(one.settings),
    gone: new Set((one.gone ?? []).map(groupId)),
    adopt: new Set(one.adopt ?? []),
    now: new Date(`${one.today ?? '2026-11-24'}T12:00:00Z`),
    nightly: one.nightly ?? false,
    recent: one.recent ?? { aliases: 0, memberships: 0 },
    clockOff: one.clockOff ?? false,
    heldBefore: one.heldBefore ?? new Set(),
  }
}

/** The plan of a case. */
export function planOf(one: Case): Plan {
  return createPlan(inputOf(one))
}

/** A plan's changes in one line each: `rename 7 new@example.org [u1 u2]`; inactive lists in round brackets. */
export function linesOf(changes: Plan['changes']): string[] {
  return changes.map(({ action, id, address, after }) => {
    const names = after?.members.map((member) => member.replace('@example.org', '')).join(' ')
    const list = after ? (after.flags.active ? ` [${names}]` : ` (${names})`) : ''
    return `${action} ${id ?? 'new'} ${address.replace('@example.org', '')}${list}`
  })
}

/** The same for what is held, with the codes of the reasons. */
export function heldLinesOf({ held }: Plan): string[] {
  return held.map(({ change, reasons }) => {
    const codes = reasons.map(({ code }) => code).join(', ')
    return `${linesOf([change]).join()}: ${codes}`
  })
}
