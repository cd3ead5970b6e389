import type { ScaledClock } from './clock.ts'
import type { TaskQueue } from './tasks.ts'

/** Authentik asks each notification rule and each event matcher in a task of its own. */
const MATCHERS = 7

interface Chain {
  readonly requestId: string
  express: boolean
}

/**
 * Makes the tasks that lead from an event to its webhook: one that finds the rules, seven that match, and after the
 * one that matched the task that sends. An event that finds the worker idle and is the only one of its request is
 * served first.
 */
export function createChains(queue: TaskQueue, clock: ScaledClock, random: () => number) {
  let underWay = 0
  let last: Chain | undefined

  return {
    /** Calls `matched` when the webhook is due; `ended` must be called when it has been sent. */
    begin(requestId: string, matched: (at: number, express: boolean) => void): void {
      const alone = underWay === 0
      if (last?.requestId === requestId) last.express = false
      const chain: Chain = { requestId, express: alone && last?.requestId !== requestId }
      last = chain
      underWay += 1
      const match = Math.floor(random() * MATCHERS)
      queue.add({
        readyAt: clock.now(),
        express: false,
        end(at) {
          for (let n = 0; n < MATCHERS; n += 1) {
            const end = (then: number) => {
              if (n === match) matched(then, chain.express)
              return undefined
            }
            queue.add({ readyAt: at, express: chain.express, end })
          }
          return undefined
        },
      })
    },
    ended(): void {
      underWay -= 1
    },
  }
}
