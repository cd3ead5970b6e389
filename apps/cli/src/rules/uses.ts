import { userOfPersonalGroup } from '@cowherd/directory'
import { compareNames } from '../explanation/compare.ts'
import type { Survey } from '../explanation/survey.ts'

/** What the rules make of one group or user. */
export interface RuleUse {
  readonly kind: 'group' | 'user'
  readonly name: string
  /** The rule that matched, by name; undefined where none did. */
  readonly rule: string | undefined
  readonly addresses: readonly {
    readonly address: string
    readonly members: number
    readonly obstacle: string | undefined
  }[]
  /** Why there is no alias. */
  readonly skipped: string | undefined
}

/** All groups, and the users that a rule gives aliases, in order of name; groups first. */
export function listRuleUses({ state, plan }: Survey): RuleUse[] {
  const skipped = new Map(plan.skipped.map(({ group, reason }) => [group.id, reason]))
  return state.selections
    .map(({ group, rule, skip }): RuleUse & { readonly isShown: boolean } => {
      const kind = userOfPersonalGroup(group.id) === undefined ? 'group' : 'user'
      const lists = [...state.desired.values()].filter(
        (desired) => desired.group.id === group.id && desired.part === undefined,
      )
      const addresses = lists.map(({ address, members }) => ({
        address: address ?? '(no address)',
        members: members.length,
        obstacle: plan.conflicts.find(
          (conflict) => conflict.group.id === group.id && conflict.address === (address ?? null),
        )?.reason,
      }))
      return {
        ...{ kind, name: group.name, rule, addresses },
        skipped: skip === undefined ? undefined : (skipped.get(group.id) ?? 'no rule gives it one'),
        isShown: kind === 'group' || addresses.length > 0,
      }
    })
    .filter(({ isShown }) => isShown)
    .map(({ isShown: _, ...use }) => use)
    .sort((a, b) => (a.kind === b.kind ? compareNames(a.name, b.name) : a.kind < b.kind ? -1 : 1))
}
