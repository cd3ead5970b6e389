import type { ConsoleModel, LookState } from '@cowherd/console'

/** For how long after somebody looked at a page the model is kept fresh, and kept at all, in milliseconds. */
const freshForMs = 10 * 60_000
const keptForMs = 30 * 60_000
/** A model older than this is stale although nothing was heard, in milliseconds. */
const oldMs = 15 * 60_000
/** Between the end of one look and the next one lie at least so many milliseconds, and so many times as long as a look takes. */
const pauseMs = 1_000
const pauseShare = 5
/** After a look that failed, in milliseconds. */
const failedPauseMs = 20_000

/** What a looker works with. */
export interface LookerOptions {
  /** Reads both servers; throws errors with words for people. */
  readonly take: () => Promise<ConsoleModel>
  readonly nowMs: () => number
  /** A look began or ended. */
  readonly onTurn: () => void
}

/** Looks at both servers when there is a reason and somebody to see it. */
export interface Looker {
  model(): ConsoleModel | undefined
  state(): LookState
  /** Somebody looks at a page. */
  attend(): void
  /** Something happened that may have made the model old. */
  note(): void
  /** Looks now; false where a look is under way or the last one is moments old. */
  request(): boolean
  /** Looks as soon as it may be, and resolves after that look. */
  renew(): Promise<void>
  close(): void
}

/** Makes a looker. One look is under way at a time, however many ask. */
export function createLooker({ take, nowMs, onTurn }: LookerOptions): Looker {
  let model: ConsoleModel | undefined
  let problem: string | undefined
  let running: Promise<void> | undefined
  let stale = false
  let attendedAt = Number.NEGATIVE_INFINITY
  let dueAt = 0
  let youngUntil = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const forget = setInterval(() => {
    if (nowMs() - attendedAt > keptForMs) model = undefined
  }, 60_000).unref()

  async function look(): Promise<void> {
    stale = false
    const begunAt = nowMs()
    onTurn()
    try {
      model = await take()
      problem = undefined
      const endedAt = nowMs()
      const tookMs = endedAt - begunAt
      dueAt = endedAt + Math.max(pauseMs, pauseShare * tookMs)
      // Somebody who asks by hand has a reason, and waits no longer than the look took.
      youngUntil = endedAt + Math.max(pauseMs, tookMs)
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
      stale = true
      dueAt = nowMs() + failedPauseMs
    }
  }

  function begin(): Promise<void> {
    running ??= look().finally(() => {
      running = undefined
      if (closed) return
      onTurn()
      if (stale) schedule()
    })
    return running
  }

  /** Looks once it is due, if somebody is still there to see it. */
  function schedule(): void {
    if (timer || running || closed) return
    timer = setTimeout(
      () => {
        timer = undefined
        if (stale && nowMs() - attendedAt < freshForMs) void begin()
      },
      Math.max(0, dueAt - nowMs()),
    ).unref()
  }

  return {
    model: () => model,
    state: () => ({ running: running !== undefined, problem, stale }),
    attend() {
      attendedAt = nowMs()
      if (model && nowMs() - model.takenAt > oldMs) stale = true
      if (!model && problem === undefined && !running) void begin()
      else if (stale || !model) schedule()
    },
    note() {
      stale = true
      if (nowMs() - attendedAt < freshForMs) schedule()
    },
    request() {
      if (running || nowMs() < youngUntil) return false
      void begin()
      return true
    },
    async renew() {
      await running
      await begin()
    },
    close() {
      closed = true
      clearTimeout(timer)
      clearInterval(forget)
    },
  }
}
