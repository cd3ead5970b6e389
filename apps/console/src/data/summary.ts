import type { Conflict, Held } from '@cowherd/plan'
import { conflictKey } from './conflict.ts'
import type { ConsoleModel } from './model.ts'
import type { Standing, Verdicts } from './port.ts'
import { runFacts } from './run-facts.ts'

/** How things stand in one word, the worst first. */
export type Judgement =
  | 'queue-away'
  | 'no-worker'
  | 'run-failed'
  | 'paused'
  | 'held'
  | 'conflicts'
  | 'changes-failed'
  | 'planned'
  | 'unknown'
  | 'in-step'

/** What needs a person, and what does not. */
export interface Summary {
  readonly judgement: Judgement
  /** Held changes that nobody has decided about. */
  readonly held: readonly Held[]
  /** Conflicts that nobody has set aside. */
  readonly conflicts: readonly Conflict[]
  /** Changes that the next run makes by itself. */
  readonly planned: number
}

/** Judges a look, what the service does, and what was decided. */
export function summarise(
  model: ConsoleModel | undefined,
  { workers, runs, pause, problem }: Standing,
  verdicts: Verdicts,
): Summary {
  const plan = model?.plan
  const isRefused = plan?.approval !== undefined && verdicts.refused.has(plan.approval)
  const held = isRefused ? [] : (plan?.held ?? [])
  const conflicts = (plan?.conflicts ?? []).filter((one) => !verdicts.ignored.has(conflictKey(one)))
  const planned = plan?.changes.length ?? 0
  return { judgement: judge(), held, conflicts, planned }

  function judge(): Judgement {
    const [newest] = runs
    if (problem !== undefined) return 'queue-away'
    if (workers === 0) return 'no-worker'
    if (newest?.outcome === 'failed') return 'run-failed'
    if (pause) return 'paused'
    if (held.length > 0) return 'held'
    if (newest && runFacts(newest).failed > 0) return 'changes-failed'
    if (conflicts.length > 0) return 'conflicts'
    if (!model) return 'unknown'
    return planned > 0 ? 'planned' : 'in-step'
  }
}
