import type { Alias, Change, Flags } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { Target, TargetWriter } from '../ports.ts'
import { holds, patchOf, written } from './compare.ts'
import type { ChangeResult } from './result.ts'

/** What writing needs. */
export interface WriteContext {
  readonly target: Target
  readonly writer: TargetWriter
  readonly absentFlags: readonly (keyof Flags)[]
}

/**
 * Makes one change and proves it: looks first that the alias is still as planned, writes, reads back and compares. A write whose outcome
 * is not known is looked at before it is repeated, once.
 *
 * @throws UpstreamError where the whole side is out of reach or refuses everything
 */
export async function writeChange(change: Change, context: WriteContext): Promise<ChangeResult> {
  const { after } = change
  const obstacle = await obstacleBefore(change, context)
  if (obstacle) return failed(change, obstacle)

  let refusal: UpstreamError | undefined
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    refusal = await attemptWrite(change, context.writer)
    const alias = await readBack(change, context.target)
    const done = after ? alias !== undefined && holds(alias, after, context.absentFlags) : alias === undefined
    if (done) return { change, outcome: 'applied', id: alias?.id ?? change.id, reason: undefined }
    if (refusal?.code !== 'outcome-unknown' || !isUntouched(change, alias, context)) break
  }
  return failed(
    change,
    refusal?.message ??
      'Mailcow answered that it was done, and reading back shows that it was not; the next run tries again',
  )
}

async function obstacleBefore(
  change: Change,
  { target, absentFlags }: WriteContext,
): Promise<string | undefined> {
  const { id, before, after } = change
  if (id === undefined || !before) return undefined
  const alias = await target.readAlias(id)
  if (!alias)
    return after ? 'the alias was deleted by somebody else meanwhile; the next run looks again' : undefined
  if (holds(alias, before, absentFlags)) return undefined
  return 'the alias was changed by somebody else meanwhile; the next run looks again'
}

/** Undefined where the server said that it was done. */
async function attemptWrite(change: Change, writer: TargetWriter): Promise<UpstreamError | undefined> {
  const { id, before, after } = change
  try {
    if (!after) {
      if (id !== undefined) await writer.delete(id)
    } else if (id === undefined || !before) await writer.create(written(after))
    else await writer.update(id, patchOf(before, after))
    return undefined
  } catch (error) {
    if (error instanceof UpstreamError && (error.code === 'rejected' || error.code === 'outcome-unknown'))
      return error
    throw error
  }
}

function readBack(change: Change, target: Target): Promise<Alias | undefined> {
  return change.id === undefined ? target.findAlias(change.address) : target.readAlias(change.id)
}

function isUntouched({ before }: Change, alias: Alias | undefined, { absentFlags }: WriteContext): boolean {
  return before ? alias !== undefined && holds(alias, before, absentFlags) : alias === undefined
}

function failed(change: Change, reason: string): ChangeResult {
  return { change, outcome: 'failed', id: change.id, reason }
}
