import type { PlanSettings } from '@cowherd/plan'
import type { AliasRow, GroupSnapshot, UserSnapshot } from '@cowherd/simulators'
import type { PlainRules } from './rules.ts'

/** Everything that is true on both servers at one moment, taken from behind their APIs. */
export interface Facts {
  /** Where rules give users personal aliases each of them is a group of one besides. */
  readonly groups: ReadonlyMap<string, GroupSnapshot>
  readonly users: ReadonlyMap<number, UserSnapshot>
  /** Rows of the alias table, ascending by id. */
  readonly aliases: readonly AliasRow[]
  /** Address to `active`, of which 0 takes no mail. */
  readonly mailboxes: ReadonlyMap<string, 0 | 1 | 2>
  /** Served domains, punycode; true where mail is passed on to another server. */
  readonly domains: ReadonlyMap<string, boolean>
  /** Alias domain to the domain it stands for. */
  readonly aliasDomains: ReadonlyMap<string, string>
  readonly settings: PlanSettings
  readonly rules: PlainRules | undefined
}

/** The members of an alias, lower case. */
export function gotoOf(alias: AliasRow): Set<string> {
  return new Set(
    alias.goto
      .split(',')
      .filter((member) => member !== '')
      .map((member) => member.toLowerCase()),
  )
}
