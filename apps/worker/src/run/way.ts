import { type Change, type ChangeName, changeName } from '@cowherd/plan'
import type { StoredScope } from '@cowherd/queue'
import { groupOfScope, isHeard, scopeOfGroup } from './request.ts'

/**
 * Lets a run that nobody has to leave a list by any more give way to what was heard meanwhile: that may tell of somebody who has to.
 */
export interface Way {
  /**
   * Whether a change is left to a run that is still to come, which has to be asked for.
   *
   * @param urgent whether somebody has still to be taken out, by this change or one after it
   */
  gives(change: Change, urgent: boolean): Promise<boolean>
  /** Ids of the groups whose changes were left. */
  readonly left: ReadonlySet<string>
}

/** A run writes for so long before it gives way, in milliseconds: whatever is heard, it gets on. */
const leastMs = 5_000

/**
 * Makes the way of a run that begins to read now. It writes at least as long as it has read, so that reading again costs no more than
 * was won.
 *
 * @param isAwaited whether something was heard that is not served otherwise
 * @param now milliseconds; where they jump, it gives way sooner or later
 */
export function createWay(isAwaited: () => Promise<boolean>, now: () => number): Way {
  const begunAt = now()
  let writesFrom: number | undefined
  let isGiven = false
  return leaving(async (urgent) => {
    writesFrom ??= now()
    if (urgent) return false
    const isLongEnough = now() - writesFrom >= Math.max(leastMs, writesFrom - begunAt)
    if (!isGiven && isLongEnough && (await isAwaited())) isGiven = true
    return isGiven
  })
}

/** The way of a run between others' urgent changes: it makes its own urgent ones and no others. */
export function urgentOnly(): Way {
  return leaving(async (urgent) => !urgent)
}

function leaving(isTime: (urgent: boolean) => Promise<boolean>): Way {
  const left = new Set<string>()
  const names = new Set<ChangeName>()
  return {
    left,
    async gives(change, urgent) {
      if (!(await isTime(urgent)) || goesOn(change, names)) return false
      left.add(change.group.id)
      names.add(changeName(change))
      return true
    },
  }
}

/** Whether a change completes what others have begun: an address that was freed for it, or is exchanged. */
function goesOn({ dependsOn, exchange }: Change, left: ReadonlySet<ChangeName>): boolean {
  return (exchange !== undefined || dependsOn.length > 0) && !dependsOn.some((name) => left.has(name))
}

/** Asks again for groups whose changes were left, each as it was asked for, or as what was heard first. */
export function askAgain(left: ReadonlySet<string>, scopes: readonly StoredScope[]): StoredScope[] {
  const heard = scopes.filter(isHeard)
  const [first, ...others] = (heard.length > 0 ? heard : scopes).toSorted((a, b) => a.at - b.at)
  const own = Map.groupBy(scopes, ({ scope }) => groupOfScope(scope))
  const asFirst = (id: string): StoredScope[] => {
    if (!first) return []
    const { ear, at, eventId } = first
    // Of several events nobody can say which of them it was.
    const cause = eventId === undefined || others.length > 0 ? {} : { eventId }
    return [{ scope: scopeOfGroup(id), ear, at, ...cause }]
  }
  return [...left].flatMap((id) => own.get(id) ?? asFirst(id))
}
