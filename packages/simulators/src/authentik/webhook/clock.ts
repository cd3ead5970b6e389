/** The time of Authentik's worker in its own milliseconds, which may pass faster than real ones. */
export interface ScaledClock {
  /** since the clock was made */
  now(): number
  /** Calls back at a time, or as soon as possible after it. */
  at(time: number, action: () => void): void
  /** Forgets every call that is still to come. */
  stop(): void
}

/**
 * Starts a clock.
 *
 * @param scale real time per simulated time: 0.01 makes all a hundred times as fast
 */
export function createScaledClock(scale: number): ScaledClock {
  const start = performance.now()
  const cancels = new Set<() => void>()

  function now(): number {
    return (performance.now() - start) / scale
  }

  return {
    now,
    at(time, action) {
      const wait = (time - now()) * scale
      const fire = () => {
        cancels.delete(cancel)
        action()
      }
      const cancel = wait > 0 ? startTimer(fire, wait) : startImmediate(fire)
      cancels.add(cancel)
    },
    stop() {
      for (const cancel of cancels) cancel()
      cancels.clear()
    },
  }
}

function startTimer(fire: () => void, wait: number): () => void {
  const timer = setTimeout(fire, wait)
  return () => clearTimeout(timer)
}

/** A timer waits a millisecond at least: too long for steps of a hundredth. */
function startImmediate(fire: () => void): () => void {
  const immediate = setImmediate(fire)
  return () => clearImmediate(immediate)
}
