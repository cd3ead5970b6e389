import { createAuditLog, type Entry, fits, readEntries } from '@cowherd/audit'
import type { Settings } from '@cowherd/config'
import type { HistoryEntry, HistoryQuery } from '@cowherd/console'
import type { ChangeRecorder } from '@cowherd/reconcile'
import type { Log } from '@cowherd/telemetry'
import { auditFolder, writerOptions } from '../../audit/folder.ts'
import { causeText } from '../../audit/render.ts'
import type { Io } from '../../program/io.ts'
import type { Decision } from './actions.ts'

/** Where decisions are kept and the history comes from. */
export interface Records {
  readonly decide: (decision: Decision) => Promise<void>
  /** The newest entries, newest first; takes as long as the log is. */
  readonly history: (query: HistoryQuery) => Promise<readonly HistoryEntry[]>
  /** What writes down the changes that somebody asked for. */
  readonly recorder: (by: string) => ChangeRecorder
  close(): Promise<void>
}

const dayMs = 86_400_000
/** A page asks for the newest entries: these many days are looked through first, then more, then all. */
const windowsDays = [1, 30]

/** Opens the records of an installation. */
export function openRecords(settings: Settings, io: Io, log: Log): Records {
  const folder = auditFolder(settings)
  const audit = createAuditLog({
    ...writerOptions(settings, io),
    onFailure: (message) => log('error', message),
  })
  async function newest(query: Parameters<Records['history']>[0], since: Date | undefined) {
    const found: Entry[] = []
    for await (const entry of readEntries(folder, since)) {
      if (entry.owner !== settings.owner || !fits(entry, query)) continue
      found.push(entry)
      if (found.length > query.count) found.shift()
    }
    return found.reverse()
  }
  return {
    async decide({ decision, by, address, detail }) {
      log('info', `console: ${decision}`, { by, address, detail })
      await audit.decide({ decision, by, address, detail })
    },
    async history(query) {
      for (const days of windowsDays) {
        const found = await newest(query, new Date(io.now().getTime() - days * dayMs))
        if (found.length >= query.count) return found.map(historyEntry)
      }
      return (await newest(query, undefined)).map(historyEntry)
    },
    recorder: (by) => audit.recorder(io.randomName(), { kind: 'command', command: 'console', by }),
    close: () => audit.close(),
  }
}

function historyEntry(entry: Entry): HistoryEntry {
  const { time } = entry
  const nobody = { about: [], added: [], removed: [] }
  switch (entry.kind) {
    case 'gap':
      return {
        ...{ time, action: 'gap', address: undefined, cause: entry.why, by: undefined },
        ...{ detail: `${entry.lost} records lost since ${entry.since}`, ...nobody },
      }
    case 'decision': {
      const { decision, by, address, detail } = entry
      return {
        ...{ time, action: decision, address: address ?? undefined, cause: 'decision', by },
        ...{ detail: detail ?? '', ...nobody },
      }
    }
    case 'change': {
      const { action, address, cause, before, after, reason, outcome, why } = entry
      const old = new Set(before?.members)
      const now = new Set(after?.members)
      return {
        ...{ time, action, address, by: cause.by, about: cause.scopes ?? [] },
        cause: cause.kind === 'event' ? (cause.ears ?? []).join(', ') : causeText(cause),
        detail: outcome === 'applied' ? reason : `${outcome}: ${why ?? reason}`,
        added: [...now].filter((member) => !old.has(member)),
        removed: [...old].filter((member) => !now.has(member)),
      }
    }
  }
}
