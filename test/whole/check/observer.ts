import type { Report } from '@cowherd/reconcile'
import type { SyncRequest } from '../harness/company.ts'
import type { World } from '../world/world.ts'
import { checkFailed } from './failed.ts'
import { checkForeign } from './foreign.ts'
import { checkGone, createOrphanBook } from './gone.ts'
import { checkGroups } from './groups.ts'
import { type Judged, judge, type Outcome } from './outcome.ts'
import { checkOwned } from './owned.ts'
import { createSafetyBook } from './safety.ts'

/** One run with what the checks have against it. */
export interface Observed {
  readonly outcome: Outcome
  readonly judged: Judged
  readonly problems: readonly string[]
}

/** Runs syncs and looks at each from both sides. */
export interface Observer {
  sync(request?: SyncRequest): Promise<Observed>
}

export interface ObserverOptions {
  /** Sees every run, for looking closely at one. */
  readonly watch?: ((observed: Observed) => void) | undefined
  /** Ids of aliases of ours that are due to be deleted from the start. */
  readonly ripe?: ReadonlySet<number>
  /** Ids of groups that a run before has missed. */
  readonly gone?: ReadonlySet<string>
}

/** Makes an observer of one world. */
export function createObserver(
  world: World,
  { watch, ripe, gone: goneAtFirst = new Set() }: ObserverOptions = {},
): Observer {
  const { company } = world
  const orphans = createOrphanBook(company.clock, ripe)
  const safety = createSafetyBook(company.clock)
  let gone = goneAtFirst

  return {
    async sync(request = {}) {
      const before = world.facts()
      company.writes.clear()
      const hits = hitsOf(world)
      let report: Report | undefined
      let error: unknown
      try {
        report = await company.sync(request)
      } catch (reason) {
        error = reason
      }
      const after = world.facts()
      const outcome: Outcome = {
        ...{ before, after, report, error },
        writes: [...company.writes.entries],
        faults: hitsOf(world) - hits,
        nightly: request.nightly ?? false,
        goneBefore: gone,
      }
      const judged = judge(outcome)
      const problems = [
        ...checkForeign(judged),
        ...checkOwned(judged),
        ...checkGone(judged, orphans),
        ...checkGroups(judged),
        ...checkFailed(judged),
        ...(report?.approval === 'taken' ? [] : safety.check(judged)),
      ]
      orphans.note(judged)
      if (report) {
        const missed = [...judged.ownedBefore.values()].map(({ marker }) => marker.group)
        // A server with a fault may say of a group that is there that it does not know it.
        gone = new Set(
          outcome.faults > 0 ? report.reading.missing : missed.filter((group) => !before.groups.has(group)),
        )
      }
      const observed = { outcome, judged, problems }
      watch?.(observed)
      return observed
    },
  }
}

function hitsOf({ company: { authentik, mailcow } }: World): number {
  return authentik.faults.hits + mailcow.faults.hits
}
