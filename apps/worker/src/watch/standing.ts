import { ownMarker } from '@cowherd/plan'
import type { Values } from '@cowherd/reconcile'
import * as v from 'valibot'
import type { FinishedRun } from '../run/finished.ts'

const timeSchema = v.optional(v.number(), 0)

const standingSchema = v.object({
  /** When runs last ended well, in milliseconds since 1970; 0 where none has. */
  lastSuccess: v.object({ part: timeSchema, whole: timeSchema, nightly: timeSchema }),
  /** Runs that failed in a row, and since when. */
  failures: v.number(),
  failingSince: v.nullable(v.number()),
  /** When the event log was last read. */
  eventLogAt: timeSchema,
  /** What the last run over everything left. */
  whole: v.nullable(
    v.object({ owned: v.number(), held: v.number(), conflicts: v.number(), orphans: v.number() }),
  ),
})

/** How an installation stands, as its processes share it: counts and times. */
export type Standing = v.InferOutput<typeof standingSchema>

const key = 'standing'
const unknown: Standing = {
  lastSuccess: { part: 0, whole: 0, nightly: 0 },
  failures: 0,
  failingSince: null,
  eventLogAt: 0,
  whole: null,
}

/** Reads how things stand; zeros where nothing has run. */
export async function readStanding(values: Values): Promise<Standing> {
  const parsed = v.safeParse(standingSchema, (await values.getMany([key])).get(key))
  return parsed.success ? parsed.output : unknown
}

/** Remembers how things stand. */
export async function writeStanding(values: Values, standing: Standing): Promise<void> {
  await values.putMany(new Map([[key, standing]]))
}

/** How things stand after a run that ended well. */
export function afterSuccess(before: Standing, run: FinishedRun, owner: string): Standing {
  const { kind, asked, endedAt } = run
  return {
    ...before,
    lastSuccess: {
      ...before.lastSuccess,
      [kind]: endedAt,
      ...(kind === 'whole' && asked.nightly ? { nightly: endedAt } : {}),
    },
    failures: 0,
    failingSince: null,
    whole: run.reading ? countsOf(run, owner) : before.whole,
  }
}

/** How things stand after a run that failed. */
export function afterFailure(before: Standing, now: number): Standing {
  return { ...before, failures: before.failures + 1, failingSince: before.failingSince ?? now }
}

/** Aliases as they are after the run's own changes. */
function countsOf({ outcome, reading }: FinishedRun, owner: string): NonNullable<Standing['whole']> {
  const comments = new Map(reading?.target.aliases.map(({ id, privateComment }) => [id, privateComment]))
  for (const { id, outcome: became, change } of outcome.results) {
    if (id !== undefined && became === 'applied') comments.set(id, change.after?.privateComment ?? '')
  }
  const markers = [...comments.values()].flatMap((comment) => ownMarker(comment, owner) ?? [])
  return {
    owned: markers.length,
    held: outcome.plan.held.length,
    conflicts: outcome.plan.conflicts.length,
    orphans: markers.filter(({ orphan }) => orphan !== undefined).length,
  }
}
