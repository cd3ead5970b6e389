import { SettingsError } from '@cowherd/config'
import { UpstreamError } from '@cowherd/upstream'
import { type ExitCode, exitCodes } from './exit-code.ts'

/** Something a person has to correct, found by a command. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What went wrong, as every command reports it. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly exitCode: ExitCode
}

/** Tells apart what a person can correct, what a server did, and our own faults. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SettingsError) {
    return { code: 'settings', message: error.message, exitCode: exitCodes.usage }
  }
  if (error instanceof UsageError) return { code: 'usage', message: error.message, exitCode: exitCodes.usage }
  if (error instanceof UpstreamError) {
    return { code: `${error.side}-${error.code}`, message: error.message, exitCode: exitCodes.error }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'internal',
    message: `This is a fault of Cowherd's own: ${message}`,
    exitCode: exitCodes.error,
  }
}
