import { type Check, type CheckDefinition, type CheckId, checkTitles, type Verdict } from './check.ts'
import { skipped, verdictOf } from './verdict.ts'

/** One check, and whether a problem, its own or one before it, keeps others from saying anything. */
interface Made {
  readonly check: Check
  readonly blocking: boolean
}

/**
 * Makes all checks, side by side where none needs another. One whose need has a problem is skipped, so that one fault is told
 * once. Never throws.
 *
 * @returns a check for each definition, in their order
 */
export async function examine(definitions: readonly CheckDefinition[]): Promise<Check[]> {
  const under = new Map<CheckId, Promise<Made>>()
  for (const definition of definitions) under.set(definition.id, make(definition, under))
  return (await Promise.all(under.values())).map(({ check }) => check)
}

async function make(
  { id, needs = [], run }: CheckDefinition,
  under: ReadonlyMap<CheckId, Promise<Made>>,
): Promise<Made> {
  const needed = await Promise.all(needs.flatMap((need) => under.get(need) ?? []))
  const blocked = needed.find(({ blocking }) => blocking)
  if (blocked) {
    const reason = `It says nothing before “${blocked.check.title}” is right.`
    return { check: checkOf(id, skipped(reason)), blocking: true }
  }
  const verdict = await Promise.try(run).catch(verdictOf)
  return { check: checkOf(id, verdict), blocking: verdict.state === 'problem' }
}

function checkOf(id: CheckId, { state, reason, fix }: Verdict): Check {
  return { id, title: checkTitles[id], state, reason, fix }
}
