import { type Case, calmState, type Prepare, runCase } from './matrix.ts'
import { isHelpful, withoutParticulars } from './messages.ts'
import type { FaultPlace } from './places.ts'
import { prepareScenario } from './scenario.ts'

/** What came of all faults of one side at every request. */
export interface MatrixResult {
  readonly cases: number
  readonly problems: readonly string[]
  /** Each message that people were told, with the kinds of faults it came from. */
  readonly messages: ReadonlyMap<string, ReadonlySet<string>>
  readonly unhelpful: readonly string[]
}

/** Each fault at each request of a scenario, once alone and once lasting. */
export async function runMatrix(
  places: readonly FaultPlace[],
  prepare: Prepare = prepareScenario,
): Promise<MatrixResult> {
  const calm = await calmState(prepare)
  const messages = new Map<string, Set<string>>()
  const problems: string[] = []
  let cases = 0
  const note = (place: FaultPlace, { name, problems: found, messages: told }: Case) => {
    cases += 1
    problems.push(...found.map((problem) => `${name}: ${problem}`))
    for (const message of told) {
      const words = withoutParticulars(message)
      messages.set(words, (messages.get(words) ?? new Set()).add(place.kind))
    }
  }
  for (const place of places) {
    for (const times of [1, Number.POSITIVE_INFINITY]) {
      for (let after = 0; ; after += 1) {
        const result = await runCase(place, { after, times }, calm, prepare)
        if (!result.hit) break
        note(place, result)
      }
    }
  }
  return { cases, problems, messages, unhelpful: [...messages.keys()].filter((words) => !isHelpful(words)) }
}

/** The messages as lines for people. */
export function tableOf({ messages }: MatrixResult): string {
  return [...messages]
    .map(([words, kinds]) => `- ${[...kinds].sort().join(', ')}\n  ${words}`)
    .sort()
    .join('\n')
}
