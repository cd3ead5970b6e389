import { SettingsError } from '@cowherd/config'
import { RulesError } from '@cowherd/rules'
import { UpstreamError } from '@cowherd/upstream'
import { type ExitCode, exitCodes } from './exit-code.ts'

/** A command line that cannot be meant: found before anything is asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Why a command that was well written is not carried out. */
export type RefusalCode =
  /** no service is there to be asked */
  | 'no-service'
  /** the service made the run that was asked for, and it failed */
  | 'run-failed'
  /** nothing of the name given is there */
  | 'unknown-name'
  /** the alias is not what the command is for */
  | 'not-possible'
  /** the file is there already */
  | 'file-exists'
  /** it would change what is not Cowherd's, and nobody said yes to that */
  | 'needs-yes'

/** A command that does not do what it was asked. It wrote nothing itself. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
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
  if (error instanceof RulesError) {
    return {
      code: 'rules',
      message: `The rules cannot be used:\n${error.message}\nCorrect the file; docs/rules.md says what may stand in it.`,
      exitCode: exitCodes.usage,
    }
  }
  if (error instanceof UsageError) return { code: 'usage', message: error.message, exitCode: exitCodes.usage }
  if (error instanceof RefusalError) {
    const exitCode = error.code === 'needs-yes' ? exitCodes.held : exitCodes.error
    return { code: error.code, message: error.message, exitCode }
  }
  if (error instanceof UpstreamError) {
    return { code: `${error.side}-${error.code}`, message: error.message, exitCode: exitCodes.error }
  }
  if (isQueueError(error)) {
    return { code: `queue-${error.reason}`, message: error.message, exitCode: exitCodes.error }
  }
  if (isFileError(error)) {
    return {
      code: 'file',
      message: `A file cannot be read or written: ${error.message}. Check COWHERD_DATA_DIR and the paths given.`,
      exitCode: exitCodes.error,
    }
  }
  if (isDiskFull(error)) {
    return {
      code: 'disk-full',
      message: `The disk of the queue is full: ${error.message}. Make room where COWHERD_DATA_DIR is, or on the server in COWHERD_QUEUE_URL.`,
      exitCode: exitCodes.error,
    }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'internal',
    message: `This is a fault of Cowherd's own: ${message}`,
    exitCode: exitCodes.error,
  }
}

/** Errors of the file system tell a path; those of a network do not. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error
}

/** PostgreSQL's own code for it: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isDiskFull(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === '53100'
}

/** Told by its name: loading the queue's class here would load its drivers with every command. */
function isQueueError(error: unknown): error is Error & { readonly reason: string } {
  return error instanceof Error && error.name === 'QueueError' && 'reason' in error
}
