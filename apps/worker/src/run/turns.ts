/** Lets many things be done side by side, and one task of its own kind only while none of them is under way. */
export interface Turns<Thing> {
  /**
   * Begins a thing, after the task.
   *
   * @param task brings up what has to be done before; joined where it is under way already
   */
  begin(thing: Thing, task: (idle: () => Promise<void>) => Promise<void>): Promise<void>
  end(thing: Thing): void
}

/** Makes turns. */
export function createTurns<Thing>(): Turns<Thing> {
  const underWay = new Set<Thing>()
  let waiting: PromiseWithResolvers<void> | undefined
  let serving: Promise<void> | undefined

  async function idle(): Promise<void> {
    if (underWay.size === 0) return
    waiting ??= Promise.withResolvers()
    await waiting.promise
  }

  return {
    async begin(thing, task) {
      do {
        serving ??= task(idle).finally(() => {
          serving = undefined
        })
        await serving
      } while (serving)
      underWay.add(thing)
    },
    end(thing) {
      underWay.delete(thing)
      if (underWay.size > 0) return
      waiting?.resolve()
      waiting = undefined
    },
  }
}
