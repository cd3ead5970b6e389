import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Pace, startPace } from './pace.ts'

const settings = { activeMs: 1_000, activeForMs: 15_000, restMs: 10_000 }
let pace: Pace | undefined
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(async () => {
  const stopped = pace?.stop()
  await vi.runAllTimersAsync()
  await stopped
  vi.useRealTimers()
})

/** A task that takes `takesMs` and finds something where `finds` says so; the times at which it began. */
function start(finds: (count: number) => boolean = () => false, takesMs = 0) {
  const begun: number[] = []
  const zero = Date.now()
  pace = startPace(
    async () => {
      begun.push(Date.now() - zero)
      if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs))
      return finds(begun.length)
    },
    settings,
    () => Date.now(),
  )
  return { begun, pace }
}

describe('a pace', () => {
  it('looks at once and then every ten seconds at rest', async () => {
    const { begun } = start()
    await vi.advanceTimersByTimeAsync(35_000)
    expect(begun).toEqual([0, 10_000, 20_000, 30_000])
  })

  it('looks every second for fifteen after something was found', async () => {
    const { begun } = start((count) => count === 1)
    await vi.advanceTimersByTimeAsync(26_000)
    expect(begun).toEqual([...Array.from({ length: 16 }, (_, second) => second * 1_000), 25_000])
  })

  it('looks at once when it is told that something happened, and often from then on', async () => {
    const { begun, pace } = start()
    await vi.advanceTimersByTimeAsync(3_500)
    pace.poke()
    await vi.advanceTimersByTimeAsync(2_100)
    expect(begun).toEqual([0, 3_500, 4_500, 5_500])
  })

  it('never looks twice at the same time, and once more after a poke meanwhile', async () => {
    const { begun, pace } = start(() => false, 400)
    await vi.advanceTimersByTimeAsync(100)
    pace.poke()
    pace.poke()
    await vi.advanceTimersByTimeAsync(800)
    // Node waits a millisecond where it is told to wait none.
    expect(begun).toEqual([0, 401])
  })

  it('looks no second time for a pause that ended while it was looking', async () => {
    const { begun, pace } = start(() => false, 400)
    await vi.advanceTimersByTimeAsync(10_300)
    expect(begun).toEqual([0])
    pace.poke()
    await vi.advanceTimersByTimeAsync(500)
    expect(begun).toEqual([0, 10_300])
  })

  it('ends with what is under way', async () => {
    const { begun, pace } = start(() => true, 400)
    await vi.advanceTimersByTimeAsync(100)
    let ended = false
    const stopped = pace.stop().then(() => {
      ended = true
    })
    await vi.advanceTimersByTimeAsync(200)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await stopped
    pace.poke()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(begun).toEqual([0])
  })
})
