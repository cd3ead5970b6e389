import { setTimeout } from 'node:timers/promises'
import { type Change, type ChangeName, changeName, type Flags, isUrgent } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import pLimit from 'p-limit'
import type { AliasReader, TargetWriter } from '../ports.ts'
import { createGate } from './gate.ts'
import { type ChangeResult, failed, notAttempted, superseded } from './result.ts'
import { writeChange } from './write.ts'

/** How changes are made. */
export interface ApplyContext {
  readonly target: AliasReader
  readonly writer: TargetWriter
  readonly absentFlags: readonly (keyof Flags)[]
  /** How many aliases are written at the same time. */
  readonly concurrency: number
  /** Asked before each change: why it and all that follow are not to be made, or undefined. */
  readonly stopRequest?: (() => Promise<string | undefined>) | undefined
  /** As in `CarryOutRequest`. */
  readonly isSuperseded?: ((change: Change, urgent: boolean) => Promise<boolean>) | undefined
  /** Told just before anything is sent for a change. Must not throw. */
  readonly onBegin?: ((change: Change) => void) | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Told when nothing more is done for a change; without a result where a defect ended it. */
  readonly onSettled?: ((change: Change, result: ChangeResult | undefined) => void) | undefined
  /** Waits before a write without an answer is looked at again. Default: the machine's own time. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined
}

/**
 * Makes changes, the only place that writes. In their order, a few aliases at a time; a change waits for those it depends on and is not
 * attempted where one of them failed, and all that are not urgent wait until those that are have begun. One failure does not stop the
 * others, unless the target is away or refuses everything.
 *
 * @returns one result for each change, in the order of the changes
 */
export async function applyChanges(
  changes: readonly Change[],
  context: ApplyContext,
): Promise<ChangeResult[]> {
  const { concurrency, absentFlags, stopRequest, isSuperseded, onProgress, onSettled } = context
  const { onBegin, sleep = setTimeout } = context
  const limit = pLimit(concurrency)
  // More than all that are under way at one moment, each sent twice: a short absence of the target is none of it.
  const gate = createGate(context.target, context.writer, 2 * concurrency)
  const last = new Map<ChangeName, Promise<ChangeResult>>()
  const exchanges = new Map<number, Promise<ChangeResult>>()
  let stopped: string | undefined
  let done = 0
  const urgentCount = changes.findLastIndex(isUrgent) + 1
  const begun = changes.slice(0, urgentCount).map(() => Promise.withResolvers<void>())
  const urgentBegun = Promise.all(begun.map(({ promise }) => promise))

  const make = async (change: Change, urgent: boolean, obstacle?: ChangeResult): Promise<ChangeResult> => {
    try {
      stopped ??= gate.closedBy()?.message ?? (await stopRequest?.())
      if (stopped !== undefined) return notAttempted(change, stopped)
      if (await isSuperseded?.(change, urgent)) return superseded(change)
      if (obstacle) return notAttempted(change, waitsFor(obstacle.change))
      onBegin?.(change)
      return await writeChange(change, { target: gate.target, writer: gate.writer, absentFlags, sleep })
    } catch (error) {
      if (error instanceof UpstreamError) return failed(change, error.message)
      stopped ??= 'an unexpected error ended the run'
      throw error
    }
  }
  const finish = (result: ChangeResult): ChangeResult => {
    done += 1
    onProgress?.(done, changes.length)
    onSettled?.(result.change, result)
    return result
  }

  const results = changes.map((change, index) => {
    const { exchange, dependsOn } = change
    const name = changeName(change)
    const earlier = [
      ...[...dependsOn, name].map((other) => last.get(other)),
      ...(exchange === undefined ? [] : [exchanges.get(exchange)]),
    ].filter((promise) => promise !== undefined)
    const result = Promise.all(earlier)
      .then(async (before) => {
        const obstacle = before.find(({ outcome }) => outcome !== 'applied')
        // Otherwise an urgent change that waited for another one would come after all that did not.
        if (index >= urgentCount) await urgentBegun
        return limit(() => {
          begun[index]?.resolve()
          return make(change, index < urgentCount, obstacle)
        })
      })
      .then(finish, (error: unknown) => {
        begun[index]?.resolve()
        onSettled?.(change, undefined)
        throw error
      })
    last.set(name, result)
    if (exchange !== undefined) exchanges.set(exchange, result)
    return result
  })
  // Also after an unexpected error: what is under way is brought to its end before the caller hears of it.
  await Promise.allSettled(results)
  return Promise.all(results)
}

function waitsFor({ address }: Change): string {
  return `it waits for the change of ${address}, which was not made`
}
