import type { EventLog, LoggedEvent, LogPage, Values } from '@cowherd/reconcile'
import * as v from 'valibot'

/** What one look into the event log found. */
export interface Poll {
  /** Entries not seen before, oldest first. */
  readonly events: readonly LoggedEvent[]
  /** Ids of all entries not seen before, oldest first, also of those that concern no list. */
  readonly ids: readonly string[]
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
const idsKept = 1_000
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
      const before = await known()
      const first = await log.readPage(1)
      if (!before) {
        await keep(first.ids.toReversed())
        return { events: [], ids: [], gap: false }
      }
      const seen = new Set(before)
      const pages = [first]
      for (let page = first; page.more && !page.ids.some((id) => seen.has(id)); ) {
        if (pages.length === pagesMax) return pollOf(pages, seen, true)
        page = await log.readPage(pages.length + 1)
        pages.push(page)
      }
      return pollOf(pages, seen, false)
    },
    async seen({ ids }) {
      if (ids.length > 0) await keep([...((await known()) ?? []), ...ids])
    },
  }
}

/** A page moves on while it is walked, and shows its last entries again. */
function pollOf(pages: readonly LogPage[], seen: ReadonlySet<string>, gap: boolean): Poll {
  const events = pages.flatMap((page) => page.events).filter(({ id }) => !seen.has(id))
  const ids = pages.flatMap((page) => page.ids).filter((id) => !seen.has(id))
  return {
    events: [...new Map(events.map((event) => [event.id, event])).values()].reverse(),
    ids: [...new Set(ids)].reverse(),
    gap,
  }
}
