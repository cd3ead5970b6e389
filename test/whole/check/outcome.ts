import type { Report } from '@cowherd/reconcile'
import type { Write } from '../harness/write-log.ts'
import type { Facts } from '../oracle/facts.ts'
import { type Named, namedIn } from '../oracle/named.ts'
import { type Owned, ownedIn } from '../oracle/ownership.ts'
import { type Stances, stancesOf } from '../oracle/stances.ts'

/** One run with the world before and after it. */
export interface Outcome {
  readonly before: Facts
  readonly after: Facts
  readonly writes: readonly Write[]
  /** Undefined where the run ended in an error. */
  readonly report: Report | undefined
  readonly error: unknown
  /** Requests that a fault hit. */
  readonly faults: number
  readonly nightly: boolean
  /** Ids of groups that an earlier run, read whole, already missed. */
  readonly goneBefore: ReadonlySet<string>
}

/** An outcome with what the oracle says of it. */
export interface Judged extends Outcome {
  readonly ownedBefore: ReadonlyMap<number, Owned>
  readonly ownedAfter: ReadonlyMap<number, Owned>
  /** What is right, seen from before the run. */
  readonly stances: Stances
  readonly named: Named | undefined
  /** A fault hid the domain of an address from the run, so that it looked like one outside: no reading shows that a domain is missing. */
  isHidden(address: string): boolean
}

/** Looks up what the checks need. */
export function judge(outcome: Outcome): Judged {
  const { faults, report, before } = outcome
  const target = report?.reading.target
  const seen = new Set([...(target?.domains ?? []), ...(target?.aliasDomains ?? [])].map(({ name }) => name))
  return {
    ...outcome,
    isHidden(address) {
      const domain = address.slice(address.indexOf('@') + 1)
      const isServed = before.domains.has(domain) || before.aliasDomains.has(domain)
      return faults > 0 && isServed && target !== undefined && !seen.has(domain)
    },
    ownedBefore: ownedIn(outcome.before),
    ownedAfter: ownedIn(outcome.after),
    stances: stancesOf(outcome.before),
    named: outcome.report && namedIn(outcome.report),
  }
}
