/** Tells open pages that something has turned. */
export interface Turns {
  /** Ends when the signal is aborted or the console closes. */
  listen(signal: AbortSignal, tell: (event: 'turn' | 'beat') => Promise<void>): Promise<void>
  readonly open: number
  close(): void
}

/** An open connection says something so often, in milliseconds, so that nobody in between takes it for dead. */
const beatMs = 15_000

/**
 * Makes the turns.
 *
 * @param subscribe calls the listener on every turn; asked only while somebody listens
 */
export function createTurns(subscribe: (listener: () => void) => () => void): Turns {
  const closing = new AbortController()
  const listeners = new Set<() => void>()
  let unsubscribe: (() => void) | undefined

  function enter(listener: () => void): () => void {
    listeners.add(listener)
    unsubscribe ??= subscribe(() => {
      for (const one of listeners) one()
    })
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      unsubscribe?.()
      unsubscribe = undefined
    }
  }

  return {
    async listen(signal, tell) {
      const ended = AbortSignal.any([signal, closing.signal])
      let wake = () => {}
      let turned = false
      const leave = enter(() => {
        turned = true
        wake()
      })
      ended.addEventListener('abort', () => wake(), { once: true })
      try {
        while (!ended.aborted) {
          if (!turned) await waitFor((done) => (wake = done))
          if (ended.aborted) return
          const event = turned ? 'turn' : 'beat'
          turned = false
          await tell(event)
        }
      } finally {
        leave()
      }
    },
    get open() {
      return listeners.size
    },
    close: () => closing.abort(),
  }
}

async function waitFor(arm: (done: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, beatMs)
  arm(resolve)
  await promise
  clearTimeout(timer)
}
