import type { GroupRule, UserRule } from '../model/rules.ts'

/** A rule of either kind. */
export type AnyRule = GroupRule | UserRule

/** What is doubtful about a rule that can be used as it is. */
export interface LintFinding {
  readonly code: LintCode
  /** The rule's name. */
  readonly rule: string
  /** Where the rule stands among all rules of the file, from 1. */
  readonly position: number
  /** Whole sentences that say what to change. */
  readonly message: string
}

/** The kinds of findings. */
export type LintCode =
  | 'unreachable'
  | 'domain-not-served'
  | 'domain-unused'
  | 'same-address'
  | 'one-address-for-many'
  | 'no-members-left'
  | 'added-and-left-out'
  | 'duplicate-name'

/** A finding about a rule. */
export function finding(code: LintCode, { name, position }: AnyRule, message: string): LintFinding {
  return { code, rule: name, position, message }
}
