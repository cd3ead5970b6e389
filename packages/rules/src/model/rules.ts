import type { ListOptions, PersonalOptions } from './options.ts'
import type { AttributeTest, NamePattern } from './pattern.ts'

/** The rules of a file, those of each kind in the file's order. The first that matches decides. */
export interface Rules {
  readonly groups: readonly GroupRule[]
  readonly users: readonly UserRule[]
}

interface RuleName {
  /** As given, else `rule 3` by its position. */
  readonly name: string
  /** Where it stands among all rules of the file, from 1. */
  readonly position: number
}

/** What becomes of groups: they are left alone, or they get aliases. */
export interface GroupRule extends RuleName {
  readonly kind: 'group'
  readonly match: GroupMatch
  readonly action: 'ignore' | ListOptions
}

/** What becomes of users: they are left alone, or they get personal aliases that deliver to their e-mail address. */
export interface UserRule extends RuleName {
  readonly kind: 'user'
  readonly match: UserMatch
  readonly action: 'ignore' | PersonalOptions
}

/** Conditions that must all hold for a group. */
export interface GroupMatch {
  /** Its name matches one of these; undefined: any name. Never empty. */
  readonly group: readonly NamePattern[] | undefined
  readonly attributes: readonly AttributeTest[]
  /** The name of some ancestor, at any depth, matches one of these; undefined: with or without ancestors. Never empty. */
  readonly under: readonly NamePattern[] | undefined
  /** False (the default): neither superuser groups nor Authentik's own. True: only those. Any: all groups. */
  readonly superuser: boolean | 'any'
  /** Whether it has members who are active, those of nested groups included; undefined: either. */
  readonly hasMembers: boolean | undefined
}

/** Conditions that must all hold for a user. */
export interface UserMatch {
  /** The username matches one of these; undefined: any. Never empty. */
  readonly user: readonly NamePattern[] | undefined
  readonly attributes: readonly AttributeTest[]
  /** Default: true. */
  readonly active: boolean
}

/** What holds without a file: no rule matches anything. */
export const emptyRules: Rules = { groups: [], users: [] }
