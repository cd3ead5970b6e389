import type { StoredScope } from '@cowherd/queue'
import type { ChangeResult, Outcome } from '@cowherd/reconcile'
import type { WorkerContext } from './context.ts'
import { isHeard, scopeOfGroup } from './request.ts'

/** Sees to what a run leaves to do. */
export interface FollowUp {
  after(scopes: readonly StoredScope[], outcome: Outcome, kind: 'part' | 'whole'): Promise<void>
}

/** Retries changes that failed, each with its own growing pause, and looks once more at events that changed nothing. */
export function createFollowUp({
  queue,
  timing,
  nowMs,
}: Pick<WorkerContext, 'queue' | 'timing' | 'nowMs'>): FollowUp {
  const attempts = new Map<string, number>()

  async function retry(results: readonly ChangeResult[]): Promise<void> {
    const failed = new Set<string>()
    for (const { change, outcome } of results) {
      if (outcome === 'failed' || outcome === 'not-attempted') failed.add(change.group.id)
      else if (outcome === 'applied') attempts.delete(change.group.id)
    }
    const byDelay = new Map<number, StoredScope[]>()
    for (const id of failed) {
      const attempt = attempts.get(id) ?? 0
      attempts.set(id, attempt + 1)
      const delay = Math.min(timing.retryMaxMs, timing.retryMs * 2 ** attempt)
      const scope: StoredScope = { scope: scopeOfGroup(id), ear: 'retry', at: nowMs() }
      byDelay.set(delay, [...(byDelay.get(delay) ?? []), scope])
    }
    for (const [delay, scopes] of byDelay) await queue.later(scopes, delay, 'retry')
  }

  return {
    async after(scopes, outcome, kind) {
      await retry(outcome.results)
      if (kind === 'whole') return
      const unanswered = scopes.filter((one) => isHeard(one) && !isAnswered(one, outcome))
      if (unanswered.length > 0) await queue.later(unanswered, timing.secondLookMs, 'second-look')
    },
  }
}

/** Something changed, or is held, for the group; for a user it cannot be told for which of the groups. */
function isAnswered({ scope }: StoredScope, { results, plan }: Outcome): boolean {
  const groups = [...results, ...plan.held].map(({ change }) => change.group.id)
  return scope.kind === 'group' ? groups.includes(scope.id) : groups.length > 0
}
