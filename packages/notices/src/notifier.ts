import { setTimeout as sleep } from 'node:timers/promises'
import { type Log, maskAddresses } from '@cowherd/telemetry'
import { causeDigest, type NoticeValues, type Pages, readBook, writeBook } from './book/book.ts'
import { decide, newFirst, type Told } from './book/decide.ts'
import type { Condition, Notice } from './condition.ts'
import { wordNotice } from './text/english.ts'
import type { Way } from './way/way.ts'

/** Tells people of what is as it should not be. */
export interface Notifier {
  /**
   * Looks at how things stand and sends what is due, in the background. Kinds that are left out are not known now. Never
   * throws. Meant to be called inside of a run: over all workers at most one is under way, so each notice goes once.
   */
  tell(conditions: readonly Condition[]): Promise<void>
  /** Waits for what is being sent, within the ways' own limits. */
  close(): Promise<void>
}

/** What a notifier works with. */
export interface NotifierOptions {
  readonly values: NoticeValues
  readonly ways: readonly Way[]
  /** Whether addresses may stand in notices. */
  readonly addresses: boolean
  readonly log: Log
  readonly onSent: (way: Way['name'], result: 'sent' | 'failed') => void
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** Between two tries of one notice, in milliseconds; default 3,000. */
  readonly pauseMs?: number
}

interface Due {
  readonly notice: Notice
  readonly before: Told | undefined
}

/** The shared values may keep a run waiting for so long, in milliseconds. */
const valuesMs = 2_000
/** After a notice that could not be sent, nothing is tried for so long, in milliseconds. */
const restMs = 300_000

/** Makes a notifier. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { values, ways, log, onSent, nowMs, pauseMs = 3_000 } = options
  const shown = options.addresses ? (text: string) => text : maskAddresses
  let sending: Promise<unknown> = Promise.resolve()
  let restUntil = 0

  async function dueOf(conditions: readonly Condition[], signal: AbortSignal): Promise<Due[]> {
    const pages = await readBook(values)
    signal.throwIfAborted()
    const changed = new Map<Condition['kind'], Told | undefined>()
    const due: Due[] = []
    const now = nowMs()
    for (const condition of conditions) {
      const before = pages.get(condition.kind)
      const { state, told } = decide(
        before,
        [...new Set(condition.causes.map(({ key }) => causeDigest(key)))],
        now,
      )
      if (told !== before) changed.set(condition.kind, told)
      if (state === undefined) continue
      const causes = newFirst(condition, before, causeDigest)
      due.push({
        notice: masked(wordNotice(condition, state, told?.since ?? before?.since ?? now, causes)),
        before,
      })
    }
    // Before anything is sent: whoever dies in between has told too little, and the next day's reminder tells it.
    await writeBook(values, changed)
    return due
  }

  const masked = (notice: Notice): Notice => ({ ...notice, lines: notice.lines.map(shown) })

  async function send({ notice, before }: Due): Promise<void> {
    const went = await Promise.all(ways.map((way) => sendBy(way, notice)))
    if (went.includes(true)) return
    restUntil = nowMs() + restMs
    const page: Pages = new Map([[notice.kind, before]])
    await writeBook(values, page).catch(() => {})
  }

  async function sendBy(way: Way, notice: Notice): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await way.send(notice)
        onSent(way.name, 'sent')
        log('info', 'notice sent', { way: way.name, kind: notice.kind, state: notice.state })
        return true
      } catch (error) {
        if (attempt === 1) {
          await sleep(pauseMs)
          continue
        }
        onSent(way.name, 'failed')
        const reason = error instanceof Error ? error.message : String(error)
        log('error', `A notice could not be sent: ${reason}`, { way: way.name, kind: notice.kind })
        return false
      }
    }
  }

  return {
    async tell(conditions) {
      if (nowMs() < restUntil) return
      try {
        const due = await within((signal) => dueOf(conditions, signal))
        sending = Promise.all([sending, ...due.map(send)])
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log('warn', `What people were told is not known at the moment: ${reason}`)
      }
    },
    async close() {
      await sending
    },
  }
}

async function within<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController()
  const ended = new AbortController()
  const limit = sleep(valuesMs, undefined, { signal: ended.signal }).then(() => {
    const error = new Error('the queue does not answer in time')
    late.abort(error)
    throw error
  })
  limit.catch(() => {})
  try {
    return await Promise.race([task(late.signal), limit])
  } finally {
    ended.abort()
  }
}
