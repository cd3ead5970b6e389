import type { EventLog, LoggedEvent, Values } from '@cowherd/reconcile'
import * as v from 'valibot'

/** What one look into the event log found. */
export interface Poll {
  /** Entries not seen before, oldest first. */
  readonly events: readonly LoggedEvent[]
  /** So much happened since the last look that some entries were not looked at: everything has to be read. */
  readonly gap: boolean
}

/** Looks into the event log, remembering durably what it has seen. */
export interface EventLogReader {
  /** The first look ever only remembers where the log stands. Throws UpstreamError. */
  look(): Promise<Poll>
  /** Remembers the entries of a look, once what follows from them is stored. */
  seen(poll: Poll): Promise<void>
}

const key = 'event-log/seen'
const seenSchema = v.object({ ids: v.array(v.string()) })
/** Rows of parallel requests may appear out of order, so more than the last one is remembered. */
const idsKept = 500
const pagesMax = 6

/** @param values the durable store that also holds the inbox's acknowledged events */
export function createEventLogReader(log: EventLog, values: Values): EventLogReader {
  async function known(): Promise<string[] | undefined> {
    const parsed = v.safeParse(seenSchema, (await values.getMany([key])).get(key))
    return parsed.success ? parsed.output.ids : undefined
  }
  const keep = (ids: readonly string[]) => values.putMany(new Map([[key, { ids: ids.slice(-idsKept) }]]))

  return {
    async look() {
      const ids = await known()
      const first = await log.readPage(1)
      if (!ids) {
        await keep(first.events.map(({ id }) => id).reverse())
        return { events: [], gap: false }
      }
      const seen = new Set(ids)
      const fresh: LoggedEvent[] = []
      let page = first
      let number = 1
      for (;;) {
        const unseen = page.events.filter(({ id }) => !seen.has(id))
        fresh.push(...unseen)
        const reachesBack = unseen.length < page.events.length || !page.more
        if (reachesBack) return { events: unique(fresh).reverse(), gap: false }
        number += 1
        if (number > pagesMax) return { events: unique(fresh).reverse(), gap: true }
        page = await log.readPage(number)
      }
    },
    async seen({ events }) {
      if (events.length > 0) await keep([...((await known()) ?? []), ...events.map(({ id }) => id)])
    },
  }
}

/** A page moves on while it is walked, and shows its last entries again. */
function unique(events: readonly LoggedEvent[]): LoggedEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()]
}
