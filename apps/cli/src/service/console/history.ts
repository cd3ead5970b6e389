import { setTimeout as sleep } from 'node:timers/promises'
import type { History, HistoryEntry, HistoryQuery } from '@cowherd/console'

/** A page waits so long for the log, and what was read is believed so long, in milliseconds. */
const waitMs = 100
const believedMs = 5_000
/** So many answers are kept, and so many questions wait at most; a log is read for one of them at a time. */
const keptMost = 50
const waitingMost = 10

/** Reads the audit log for pages, which do not wait for a long one. */
export interface HistoryReader {
  read(query: HistoryQuery): Promise<History>
}

/** What a reader works with. */
export interface HistoryReaderOptions {
  readonly read: (query: HistoryQuery) => Promise<readonly HistoryEntry[]>
  readonly nowMs: () => number
  /** An answer is there that a page did not wait for. */
  readonly onRead: () => void
}

interface Answer {
  /** Milliseconds since 1970; undefined while it is being read. */
  readAt: number | undefined
  entries: readonly HistoryEntry[] | undefined
  done: Promise<void>
}

/** Makes a reader. An old answer is shown while a newer one is being read. */
export function createHistoryReader({ read, nowMs, onRead }: HistoryReaderOptions): HistoryReader {
  const answers = new Map<string, Answer>()
  let last: Promise<void> = Promise.resolve()
  let waiting = 0

  function begin(key: string, query: HistoryQuery): Answer {
    const answer: Answer = { readAt: undefined, entries: answers.get(key)?.entries, done: last }
    waiting += 1
    last = last
      .then(() => read(query))
      .then(
        (entries) => {
          answer.entries = entries
        },
        () => {},
      )
      .then(() => {
        waiting -= 1
        answer.readAt = nowMs()
      })
    answer.done = last
    answers.delete(key)
    answers.set(key, answer)
    if (answers.size > keptMost) answers.delete(answers.keys().next().value ?? '')
    return answer
  }

  return {
    async read(query) {
      const key = JSON.stringify([query.address, query.person, query.affected, query.count])
      const known = answers.get(key)
      const isFresh = known && (known.readAt === undefined || nowMs() - known.readAt < believedMs)
      if (!isFresh && waiting >= waitingMost) return known?.entries ?? 'reading'
      const answer = isFresh ? known : begin(key, query)
      if (answer.readAt !== undefined) return answer.entries ?? []
      const isLate = await Promise.race([answer.done.then(() => false), sleep(waitMs, true)])
      if (isLate) answer.done.then(onRead, () => {})
      return answer.entries ?? (isLate ? 'reading' : [])
    },
  }
}
