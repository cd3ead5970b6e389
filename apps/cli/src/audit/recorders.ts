import { type AuditLog, type Cause, createAuditLog, type Decision } from '@cowherd/audit'
import type { StoredScope } from '@cowherd/queue'
import type { ChangeRecorder } from '@cowherd/reconcile'
import type { Io } from '../program/io.ts'
import { type AuditSettings, operatorOf, writerOptions } from './folder.ts'

/** A command, and who gave it where they say so. */
export interface Given {
  readonly command: string
  readonly by?: string | undefined
}

/** Opens the log of a command, which tells on stderr when it cannot write. */
function openLog(settings: AuditSettings, io: Io): AuditLog {
  return createAuditLog({
    ...writerOptions(settings, io),
    onFailure: (message) => io.stderr.write(`error: ${message}\n`),
  })
}

/** What tells of the changes of a command. No file is made before the first one. */
export function commandRecorder(settings: AuditSettings, io: Io, { command, by }: Given): ChangeRecorder {
  const cause: Cause = { kind: 'command', command, by: operatorOf(io, by) }
  return openLog(settings, io).recorder(io.randomName(), cause)
}

/** Writes down what a person decided; false where that was not possible. */
export async function recordDecision(
  settings: AuditSettings,
  io: Io,
  decision: Omit<Decision, 'by'> & { readonly by?: string | undefined },
): Promise<boolean> {
  return openLog(settings, io).decide({ ...decision, by: operatorOf(io, decision.by) })
}

/** What tells of the changes of a service's run. */
export function runRecorder(log: AuditLog, run: string, scopes: readonly StoredScope[]): ChangeRecorder {
  return log.recorder(run, causeOf(scopes))
}

function causeOf(scopes: readonly StoredScope[]): Cause {
  if (scopes.some(({ nightly }) => nightly)) return { kind: 'nightly' }
  const events = scopes.flatMap(({ eventId }) => eventId ?? [])
  return {
    kind: scopes.some(({ scope }) => scope.kind === 'all') ? 'sweep' : 'event',
    ears: [...new Set(scopes.map(({ ear }) => ear))],
    ...(events.length > 0 ? { events } : {}),
    scopes: scopes.map(({ scope }) => (scope.kind === 'all' ? 'all' : `${scope.kind}-${scope.id}`)),
  }
}
