/** How often the event log is looked into, in milliseconds. */
export interface PaceSettings {
  /** While something happens, and for `activeForMs` after it. */
  readonly activeMs: number
  readonly activeForMs: number
  readonly restMs: number
}

/** Runs a task again and again: often after activity, seldom at rest, at once when told. Never two at the same time. */
export interface Pace {
  /** Something happened: look now. */
  poke(): void
  /** Waits for a task under way. */
  stop(): Promise<void>
}

/**
 * @param task tells whether it found something; must not throw
 * @param now milliseconds
 */
export function startPace(
  task: () => Promise<boolean>,
  settings: PaceSettings,
  now: () => number = () => performance.now(),
): Pace {
  let activeUntil = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  const schedule = (delayMs: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(start, delayMs)
  }
  const start = () => {
    clearTimeout(timer)
    if (running) {
      again = true
      return
    }
    running = run().finally(() => {
      running = undefined
      const pause = now() < activeUntil ? settings.activeMs : settings.restMs
      schedule(again ? 0 : pause)
      again = false
    })
  }
  const run = async () => {
    if (await task()) activeUntil = now() + settings.activeForMs
  }

  schedule(0)
  return {
    poke() {
      activeUntil = now() + settings.activeForMs
      if (!stopped) start()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
