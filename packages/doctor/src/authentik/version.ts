import { type Answer, readable } from '@cowherd/upstream'
import * as v from 'valibot'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'
import { jsonOf } from './reader.ts'

/** The release lines that Cowherd was tried with. */
const oldest = [2025, 6] as const
const newest = [2026, 8] as const

const versionSchema = v.object({
  version_current: v.pipe(v.string(), v.regex(/^\d{4}\.\d{1,2}/)),
})

/** Whether Cowherd knows this version of Authentik, by the answer of `admin/version/`. */
export function judgeAuthentikVersion(answer: Answer): Verdict {
  const parsed = v.safeParse(versionSchema, jsonOf(answer))
  if (answer.status !== 200 || !parsed.success) {
    return warning(
      `Authentik does not tell its version (${answer.status}).`,
      `Make sure that it is ${oldest.join('.')} or newer.`,
    )
  }
  const version = readable(parsed.output.version_current)
  const [year = 0, release = 0] = version.split('.').map(Number)
  const ordinal = (one: readonly [number, number]) => one[0] * 100 + one[1]
  const found = ordinal([year, release])
  if (found < ordinal(oldest)) {
    return problem(
      `Authentik ${version} is too old.`,
      `Update Authentik to ${oldest.join('.')} or newer: older ones have no mapping for the headers of a webhook.`,
    )
  }
  if (found > ordinal(newest)) {
    return warning(
      `Authentik ${version} is newer than ${newest.join('.')}, the newest that Cowherd was tried with.`,
      'Look whether there is a newer Cowherd; a shape that it does not know stops a run, it never guesses.',
    )
  }
  return ok(`Authentik ${version}.`)
}
