import type { SettingsProblem, SettingsWarning } from '@cowherd/config'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'

/** Whether the settings can be used; tells every problem. */
export function judgeSettings(
  problems: readonly SettingsProblem[],
  warnings: readonly SettingsWarning[],
): Verdict {
  if (problems.length > 0) {
    return problem(
      problems.map(({ setting, problem: what }) => `${setting} ${what}.`).join(' '),
      problems.map(({ setting, fix }) => `${setting}: ${fix}`).join('\n'),
    )
  }
  if (warnings.length > 0) {
    return warning(
      warnings.map(({ message }) => message).join(' '),
      'Follow the advice, or leave it so where you trust the network between the two.',
    )
  }
  return ok('All of them can be used.')
}

/** Where the rules come from and what is wrong with them. */
export interface RulesSituation {
  /** The file, where COWHERD_CONFIG names one. */
  readonly file: string | undefined
  /** How many rules it holds. */
  readonly rules: number
  /** Why it cannot be used. */
  readonly problem: string | undefined
}

/** Whether the file of rules can be used. */
export function judgeRules({ file, rules, problem: what }: RulesSituation): Verdict {
  if (what !== undefined) {
    return problem(
      what.replaceAll('\n', '; '),
      'Correct the file; docs/rules.md says what may stand in it, and "cowherd rules lint" checks it.',
    )
  }
  return ok(file === undefined ? 'There is none: settings and attributes decide.' : `${rules} in ${file}.`)
}
