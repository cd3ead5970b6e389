import type { Entry } from '../entry/entry.ts'

/** Knows who gave which approval: whoever approves is often in another process than the run that it is for. */
export interface Approvers {
  /** The same entry; a change that was let through names who said so, where they were heard before it. */
  named(entry: Entry): Entry
}

/** Makes the approvers of one reading, which is given all entries in order of time. */
export function createApprovers(): Approvers {
  const known = new Map<string, string>()
  return {
    named(entry) {
      if (entry.kind === 'decision' && entry.decision === 'approve') {
        const [, checksum] = /^(?:asked: )?([0-9a-f]+)$/.exec(entry.detail ?? '') ?? []
        if (checksum !== undefined) known.set(checksum, entry.by)
      }
      if (entry.kind !== 'change' || entry.cause.approval === undefined) return entry
      const by = entry.cause.by ?? known.get(entry.cause.approval)
      return by === undefined ? entry : { ...entry, cause: { ...entry.cause, by } }
    },
  }
}
