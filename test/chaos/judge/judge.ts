import { setTimeout as sleep } from 'node:timers/promises'
import type { Plan } from '@cowherd/plan'

/** What a quiet period came to. */
export interface Verdict {
  /** Milliseconds until nothing was left to change; undefined: never. */
  readonly rightAfterMs: number | undefined
  /** Milliseconds until nobody was in a list any more who is to leave it; undefined: never. */
  readonly leaversGoneAfterMs: number | undefined
  /** What is wrong at the end, one line for each change that is left. */
  readonly left: readonly string[]
}

export interface JudgeOptions {
  /** Plans everything anew, beside the service. */
  readonly plan: () => Promise<Plan>
  /** When to give up, in milliseconds. */
  readonly withinMs: number
  readonly pauseMs?: number
  /** How long all has to stay right. */
  readonly quietMs?: number
}

/** Waits, with no fault on and no change being made, until a fresh plan over everything is empty and stays so. */
export async function judge(options: JudgeOptions): Promise<Verdict> {
  const { plan, withinMs, pauseMs = 500, quietMs = 2_000 } = options
  const begun = performance.now()
  const passed = () => Math.round(performance.now() - begun)
  let rightAfterMs: number | undefined
  let leaversGoneAfterMs: number | undefined
  for (;;) {
    const { changes, problem } = await look(plan)
    // A clock that an outage has made late may bring both back.
    if (changes.length > 0 || problem) rightAfterMs = undefined
    else rightAfterMs ??= passed()
    if (changes.some(takesAway) || problem) leaversGoneAfterMs = undefined
    else leaversGoneAfterMs ??= passed()
    const isDone = rightAfterMs !== undefined && passed() - rightAfterMs >= quietMs
    if (isDone || passed() > withinMs)
      return { rightAfterMs, leaversGoneAfterMs, left: [...changes.map(line), ...(problem ? [problem] : [])] }
    await sleep(pauseMs)
  }
}

/** A directory that changes while it is read gives no plan: that is not right yet. */
async function look(plan: () => Promise<Plan>): Promise<{ changes: Plan['changes']; problem?: string }> {
  try {
    return { changes: (await plan()).changes }
  } catch (error) {
    return { changes: [], problem: `no plan: ${String(error)}` }
  }
}

type Change = Plan['changes'][number]

function takesAway({ action, remove }: Change): boolean {
  return remove.length > 0 || action === 'deactivate' || action === 'delete'
}

function line({ action, address, id, reason, add, remove }: Change): string {
  const people = [...add.map((one) => `+${one}`), ...remove.map((one) => `-${one}`)].join(' ')
  return `${action} ${address} (${id ?? 'new'}): ${reason} ${people}`
}
