import type { Change } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { TargetWriter } from '../ports.ts'
import { patchOf, written } from './compare.ts'
import { endsAll } from './gate.ts'
import { isUnanswered, type LookContext, look, lookAfterwards, type Sight } from './look.ts'
import { applied, type ChangeResult, failed } from './result.ts'

/** What writing needs. */
export interface WriteContext extends LookContext {
  readonly writer: TargetWriter
}

/**
 * Makes one change and proves it: looks first that the alias is still as planned, writes, reads back and compares. A write whose outcome
 * is not known is repeated once, and only where reading back shows that it had no effect.
 *
 * @throws UpstreamError where nothing was written because the target is out of reach or refuses everything
 */
export async function writeChange(change: Change, context: WriteContext): Promise<ChangeResult> {
  // Not for a creation: Mailcow itself refuses an address that is taken.
  if (change.id !== undefined) {
    const { state, alias } = await look(change, context)
    if (state === 'done') return applied(change, change.id)
    if (state === 'other') return failed(change, meanwhile(alias ? 'changed' : 'deleted'))
  }
  let unanswered = false
  let uncertain = false
  try {
    for (let repeated = false; ; repeated = true) {
      const refusal = await attemptWrite(change, context.writer)
      uncertain = true
      const sight = await lookAfterwards(change, refusal, context)
      if (sight.state === 'done') return applied(change, sight.alias?.id ?? change.id)
      unanswered ||= isUnanswered(refusal)
      uncertain = unanswered || sight.state === 'other'
      const lost = refusal?.code === 'outcome-unknown' && sight.state === 'untouched'
      if (lost && !repeated) continue
      return failed(change, reasonOf(refusal, sight), { uncertain })
    }
  } catch (error) {
    if (!(error instanceof UpstreamError) || !uncertain) throw error
    return failed(change, `it was sent, and what became of it is not known: ${error.message}`, { uncertain })
  }
}

/** Undefined where the server said that it was done. Throws UpstreamError where it refuses everything. */
async function attemptWrite(change: Change, writer: TargetWriter): Promise<UpstreamError | undefined> {
  const { id, before, after } = change
  try {
    if (id === undefined || !before) {
      if (after) await writer.create(written(after))
    } else if (after) await writer.update(id, patchOf(before, after))
    else await writer.delete(id)
    return undefined
  } catch (error) {
    if (error instanceof UpstreamError && !endsAll(error)) return error
    throw error
  }
}

function meanwhile(happened: string): string {
  return `the alias was ${happened} by somebody else meanwhile; the next run looks again`
}

function reasonOf(refusal: UpstreamError | undefined, { state }: Sight): string {
  if (!refusal) {
    return state === 'untouched'
      ? 'Mailcow answered that it was done, and reading back shows that it was not; the next run tries again'
      : 'Mailcow answered that it was done, and reading back shows something else: it left a part out, or somebody changed the alias at the same moment; the next run looks again'
  }
  if (refusal.code !== 'outcome-unknown') return refusal.message
  return state === 'untouched'
    ? `${refusal.message} It was sent twice and reading back shows no effect; the next run tries again.`
    : `${refusal.message} Reading back shows neither the old nor the new content; the next run looks again.`
}
