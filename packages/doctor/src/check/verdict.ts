import { UpstreamError } from '@cowherd/upstream'
import type { Verdict } from './check.ts'

/** All is well. */
export const ok = (reason: string): Verdict => ({ state: 'ok', reason, fix: null })

/** It works, and somebody should know. */
export const warning = (reason: string, fix: string): Verdict => ({ state: 'warning', reason, fix })

/** It does not work, or will not. */
export const problem = (reason: string, fix: string): Verdict => ({ state: 'problem', reason, fix })

/** Not looked at, and why; the fix says what it takes. */
export const skipped = (reason: string, fix: string | null = null): Verdict => ({
  ...{ state: 'skipped', reason, fix },
})

/** What it takes to see what Cowherd's own token does not. */
export const withAdministrator =
  'What only an administrator sees, and whether webhooks arrive, is checked with: cowherd doctor --admin-token-file FILE (the token is not kept).'

/** What an error means. The messages of UpstreamError say first what happened and then what to do. */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof UpstreamError) {
    const { what, advice } = splitAdvice(error.message)
    return problem(what, advice ?? 'Look at the log of that server, then run this again.')
  }
  const message = error instanceof Error ? error.message : String(error)
  return problem(
    `The check itself failed: ${message}`,
    'This is a fault of Cowherd’s own: please report it with this line.',
  )
}

/** The first sentence of a message, and the rest. */
export function splitAdvice(message: string): { readonly what: string; readonly advice: string | undefined } {
  const end = /[.!?]\s+(?=[A-Z])/.exec(message)
  if (!end) return { what: message, advice: undefined }
  return { what: message.slice(0, end.index + 1), advice: message.slice(end.index + end[0].length) }
}
