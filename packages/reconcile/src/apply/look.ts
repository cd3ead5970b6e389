import type { Alias, Change, Flags } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { AliasReader } from '../ports.ts'
import { holds } from './compare.ts'

/** What looking at one alias needs. */
export interface LookContext {
  readonly target: AliasReader
  readonly absentFlags: readonly (keyof Flags)[]
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** How one alias stands to a change. */
export interface Sight {
  /** As the change wants it, as the plan read it, or neither. */
  readonly state: 'done' | 'untouched' | 'other'
  readonly alias: Alias | undefined
}

/** Looks at the alias that a change is about. Throws UpstreamError. */
export async function look(change: Change, { target, absentFlags }: LookContext): Promise<Sight> {
  const { id, before, after, address } = change
  const alias = await (id === undefined ? target.findAlias(address) : target.readAlias(id))
  const is = (content: typeof before) =>
    content ? alias !== undefined && holds(alias, content, absentFlags) : alias === undefined
  return { state: is(after) ? 'done' : is(before) ? 'untouched' : 'other', alias }
}

/**
 * Pauses between looks, in milliseconds. Mailcow goes on with a write after its client gave up, and was seen to make one wait for 13 s
 * while it rebuilt its address book for another.
 */
const pauses = [1000, 2000, 4000, 8000]

/** Looks until a write that got no answer shows, or until it can be taken for lost. Throws UpstreamError. */
export async function lookAfterwards(
  change: Change,
  refusal: UpstreamError | undefined,
  context: LookContext,
): Promise<Sight> {
  let sight = await look(change, context)
  for (const pause of isUnanswered(refusal) ? pauses : []) {
    if (sight.state !== 'untouched') break
    await context.sleep(pause)
    sight = await look(change, context)
  }
  return sight
}

/** Whether a write may still be under way: nothing answered it, or a proxy gave up waiting for the answer. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof UpstreamError) || error.code !== 'outcome-unknown') return false
  return error.status === undefined || error.status === 504
}
