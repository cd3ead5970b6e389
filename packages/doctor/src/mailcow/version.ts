import { type Answer, readable } from '@cowherd/upstream'
import * as v from 'valibot'
import type { Verdict } from '../check/check.ts'
import { ok, warning } from '../check/verdict.ts'

const versionSchema = v.object({ version: v.nullish(v.string(), '') })

/** Which release brought a switch of aliases that Cowherd sets. */
const switches = [
  { since: 202509, name: 'internal' },
  { since: 202601, name: 'sender_allowed' },
] as const

/** Whether Cowherd knows this version of Mailcow, by the answer of `get/status/version`. */
export function judgeMailcowVersion({ text }: Pick<Answer, 'text'>): Verdict {
  const version = versionOf(text)
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(version) ?? []
  if (year === undefined || month === undefined) {
    return warning(
      version === ''
        ? 'Mailcow does not tell its version.'
        : `Mailcow tells a version that says nothing: ${version.slice(0, 40)}.`,
      'Make sure that it is of 2025-09 or newer; older ones know no switch "internal".',
    )
  }
  const release = Number(year) * 100 + Number(month)
  const absent = switches.filter(({ since }) => release < since).map(({ name }) => name)
  if (absent.length > 0) {
    return warning(
      `Mailcow ${version} does not know ${absent.join(' and ')} of an alias yet; it is left alone.`,
      'Update Mailcow to 2026-01 or newer to have all switches of an alias set.',
    )
  }
  return ok(`Mailcow ${version}.`)
}

function versionOf(text: string): string {
  try {
    const parsed = v.safeParse(versionSchema, JSON.parse(text))
    return parsed.success ? readable(parsed.output.version) : ''
  } catch {
    return ''
  }
}
