import type { Change, TargetState } from '@cowherd/plan'
import { applyChanges, type ChangeResult, type Pause, type SyncContext } from '@cowherd/reconcile'
import { type ExitCode, exitCodes, isUndone } from '../program/exit-code.ts'
import { pausedText } from '../render/pause.ts'

/** What became of changes that a person asked for by name. */
export interface HandRun {
  readonly results: readonly ChangeResult[]
  /** Set when a person stopped all writes: nothing was written. */
  readonly paused: Pause | undefined
  /** Where the aliases were saved before the first write ever. */
  readonly savedFirst: string | undefined
  /** Set where the audit log could not take everything. */
  readonly recorded?: false
}

/** Makes changes unless writes are paused, and saves all aliases before the first write ever. Throws UpstreamError. */
export async function makeChanges(
  context: SyncContext,
  state: TargetState,
  changes: readonly Change[],
): Promise<HandRun> {
  const paused = await context.memory.pause()
  if (paused) return { results: [], paused, savedFirst: undefined }
  const savedFirst =
    changes.length > 0 ? await context.memory.saveFirst(state.aliases, context.now()) : undefined
  const results = await applyChanges(changes, {
    target: context.target,
    writer: context.writer,
    absentFlags: state.absentFlags,
    concurrency: context.concurrency,
    stopRequest: async () => {
      const pause = await context.memory.pause()
      return pause && pausedText(pause)
    },
    onBegin: context.recorder?.begin,
    onSettled: (_, result) => result && context.recorder?.settled(result),
    onProgress: context.onApply,
    sleep: context.sleep,
  })
  const recorded = (await context.recorder?.flush()) ?? true
  return { results, paused: undefined, savedFirst, ...(recorded ? {} : { recorded }) }
}

/** The exit code that such a run stands for. */
export function handExitCode({ results, paused, recorded }: HandRun): ExitCode {
  if (results.some(isUndone) || recorded === false) return exitCodes.error
  return paused ? exitCodes.held : exitCodes.done
}
