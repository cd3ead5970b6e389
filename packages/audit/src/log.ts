import type { Change } from '@cowherd/plan'
import type { ChangeRecorder, ChangeResult } from '@cowherd/reconcile'
import { type Body, type CauseBody, encodeContents, type Note } from './entry/body.ts'
import type { Cause, Decision } from './entry/entry.ts'
import { createChainWriter, type WriterOptions } from './folder/writer.ts'

/** What a log works with. */
export interface LogOptions extends WriterOptions {
  readonly owner: string
  /** Told when something could not be written, at most once for each run; whatever happens, changes go on. */
  readonly onFailure: (message: string) => void
  /** Counts what was written and what was lost. */
  readonly onRecord?: ((result: 'written' | 'lost') => void) | undefined
}

/** The audit log of one process. No function throws: who cannot write tells it and goes on. */
export interface AuditLog {
  /** What tells of the changes of one run. */
  recorder(run: string, cause: Cause): ChangeRecorder
  /** Writes a decision and brings it to the disk; false where that was not possible. */
  decide(decision: Decision): Promise<boolean>
  close(): Promise<void>
}

/** Events, ears and scopes of a cause are told up to so many. */
const namedMax = 20

/** Opens a log. No file is made before the first record. */
export function createAuditLog(options: LogOptions): AuditLog {
  const { owner, now, onFailure, onRecord, folder } = options
  const writer = createChainWriter(options)
  let lost = { count: 0, since: '', why: '' }
  let untold: string | undefined
  const time = () => now().toISOString()

  /** Undefined where it could not be written. */
  function append(make: (note: Note) => Body): number | undefined {
    try {
      const { count, since, why } = lost
      if (count > 0) {
        writer.append((note) => ({ kind: 'gap', time: time(), owner, lost: count, since, why: note(why) }))
        lost = { count: 0, since: '', why: '' }
      }
      return writer.append(make)
    } catch (error) {
      untold = reasonOf(error)
      return undefined
    }
  }
  function count(seq: number | undefined): void {
    onRecord?.(seq === undefined ? 'lost' : 'written')
    if (seq !== undefined) return
    lost = { count: lost.count + 1, since: lost.since || time(), why: untold ?? '' }
  }
  async function flush(): Promise<boolean> {
    try {
      await writer.flush()
    } catch (error) {
      untold ??= reasonOf(error)
    }
    if (untold === undefined) return true
    const told = lost.count > 0 ? `; ${lost.count} records are lost so far` : ''
    onFailure(
      `The audit log in ${folder} cannot be written: ${untold}${told}. Changes go on without it: make room, or make the folder writable.`,
    )
    untold = undefined
    return false
  }

  return {
    recorder(run, cause) {
      const begun = new Map<Change, number>()
      let approval: { readonly approval?: string } = {}
      const begin = (change: Change) =>
        append((note) => ({
          ...{ kind: 'begin', time: time(), owner, run, cause: causeBody({ ...cause, ...approval }, note) },
          ...{ action: change.action, id: change.id ?? null },
          group: {
            id: change.group.id,
            name: change.group.name === null ? null : note(change.group.name),
          },
          ...encodeContents(change.before, change.after, note),
          reason: note(change.reason),
        }))
      return {
        begin(change) {
          const seq = begin(change)
          if (seq !== undefined) begun.set(change, seq)
        },
        settled({ change, outcome, id, reason }: ChangeResult) {
          if (outcome === 'superseded' || outcome === 'not-attempted') return
          // Where there was no room for its beginning there may be some now.
          const of = begun.get(change) ?? begin(change)
          begun.delete(change)
          count(
            of === undefined
              ? undefined
              : append((note) => ({
                  ...{ kind: 'end', time: time(), of, id: id ?? null, outcome },
                  why: reason === undefined ? null : note(reason),
                })),
          )
        },
        approved: (digest) => {
          approval = { approval: digest }
          const { by = 'the service' } = cause
          count(appendDecision({ decision: 'approve', by, detail: `taken: ${digest}` }))
        },
        flush,
      }
    },
    async decide(decision) {
      count(appendDecision(decision))
      return flush()
    },
    async close() {
      await flush()
      try {
        await writer.close()
      } catch (error) {
        onFailure(`The audit log in ${folder} could not be closed: ${reasonOf(error)}`)
      }
    },
  }

  function appendDecision({ decision, by, address, detail }: Decision): number | undefined {
    return append((note) => ({
      ...{ kind: 'decision', time: time(), owner, decision, by: note(by) },
      address: address === undefined ? null : note(address),
      detail: detail === undefined ? null : note(detail),
    }))
  }
}

function causeBody({ by, ears, events, scopes, ...rest }: Cause, note: Note): CauseBody {
  return {
    ...rest,
    ...(ears ? { ears: ears.slice(0, namedMax) } : {}),
    ...(events ? { events: events.slice(0, namedMax) } : {}),
    ...(scopes ? { scopes: scopes.slice(0, namedMax) } : {}),
    ...(by === undefined ? {} : { by: note(by) }),
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
