import type { Change, TargetState } from '@cowherd/plan'
import type { SyncContext } from '@cowherd/reconcile'
import { warnIfPaused } from '../connection/pause.ts'
import { handDocument } from '../document/hand.ts'
import { type ExitCode, exitCodes } from '../program/exit-code.ts'
import type { Io } from '../program/io.ts'
import { changeLines } from '../render/change.ts'
import { writeJson } from '../render/json.ts'
import { renderOutcome } from '../render/report.ts'
import { createPaint, type Paint } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import { type HandRun, handExitCode, makeChanges } from './make.ts'

/** Changes that a person asked for by name, and how to go about them. */
export interface HandRequest {
  readonly io: Io
  readonly state: TargetState
  readonly changes: readonly Change[]
  readonly dryRun: boolean
  readonly json: boolean
  /** Told below the changes, for people. */
  readonly notes?: readonly string[]
  /** Called with what was made, before it is told. */
  readonly afterwards?: (run: HandRun) => Promise<void>
  /** The document for programs; the common one when left out. */
  readonly document?: (run: HandRun | undefined) => unknown
}

/** Shows changes, makes them unless it is a dry run, and tells what became of them. Throws UpstreamError. */
export async function runByHand(context: SyncContext, request: HandRequest): Promise<ExitCode> {
  const { io, state, changes, dryRun, json } = request
  const document = request.document ?? ((run) => handDocument(changes, run))
  const paint = createPaint(io.stdout, io.env)
  if (!json) writeText(io.stdout, renderChanges(changes, request.notes ?? [], paint))
  if (dryRun) {
    await warnIfPaused(context.memory, io)
    if (json) writeJson(io, document(undefined))
    return exitCodes.done
  }
  const run = await makeChanges(context, state, changes)
  await request.afterwards?.(run)
  if (json) writeJson(io, document(run))
  else writeText(io.stdout, renderOutcome(run, paint))
  return handExitCode(run)
}

function renderChanges(changes: readonly Change[], notes: readonly string[], paint: Paint): string {
  const lines = changes.flatMap((change) => changeLines(change, paint, false))
  return `${[...(lines.length > 0 ? ['Changes:', ...lines] : ['Nothing to change.']), ...notes].join('\n')}\n`
}
