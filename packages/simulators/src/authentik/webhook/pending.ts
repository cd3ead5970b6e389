/** Counts what is under way, for those who wait until nothing is. */
export interface Pending {
  begin(): void
  end(): void
  /** Forgets what is under way. */
  clear(): void
  /** Resolves when nothing is under way, at once where nothing is. */
  none(): Promise<void>
}

/** Starts at nothing. */
export function createPending(): Pending {
  let count = 0
  let waiting: (() => void)[] = []

  function resolveAll(): void {
    const done = waiting
    waiting = []
    for (const resolve of done) resolve()
  }

  return {
    begin() {
      count += 1
    },
    end() {
      count -= 1
      if (count === 0) resolveAll()
    },
    clear() {
      count = 0
      resolveAll()
    },
    none() {
      return count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
    },
  }
}
