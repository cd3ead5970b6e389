import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createReceiverFake, createSmallSimulator } from './webhook.testkit.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Small = ReturnType<typeof createSmallSimulator>

/** Delays of the webhooks of a change, in seconds, and how often one overtook another. */
async function measure(seed: number, change: (small: Small) => Promise<void> | void, answerMs = 0) {
  const small = createSmallSimulator()
  const { simulator } = small
  const before = simulator.events().length
  const receiver = createReceiverFake()
  const fetch: typeof globalThis.fetch = async (...args) => {
    if (answerMs > 0) await new Promise((resolve) => setTimeout(resolve, answerMs))
    return receiver.fetch(...args)
  }
  simulator.deliverTo(receiver.url, 'secret', { seed, fetch })
  await change(small)
  await vi.advanceTimersByTimeAsync(120_000)
  await simulator.webhooksSettled()
  const ranks = new Map(simulator.events().map((event, n) => [event.pk, n - before]))
  const order = simulator.deliveries.map(({ eventId }) => ranks.get(eventId) ?? 0)
  return {
    seconds: simulator.deliveries.map(({ afterMs }) => afterMs / 1000).sort((a, b) => a - b),
    inversions: order.filter((rank, n) => rank < (order[n - 1] ?? 0)).length,
  }
}

async function changeThirtyTimes({ simulator, group }: Small): Promise<void> {
  for (let n = 0; n < 30; n += 1) {
    simulator.updateGroup(group, { attributes: { n } })
    await vi.advanceTimersByTimeAsync(80)
  }
}

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed)

describe('the time that a webhook takes', () => {
  it('is 0.7 to 2 s for one event', async () => {
    for (const seed of SEEDS) {
      const { seconds } = await measure(seed, ({ simulator, group }) => simulator.updateGroup(group, {}))
      expect(seconds).toHaveLength(1)
      expect(seconds[0]).toBeGreaterThan(0.7)
      expect(seconds[0]).toBeLessThan(2)
    }
  })

  it('is 1.5 to 5 s for two or three events of one request', async () => {
    for (const seed of SEEDS) {
      const two = await measure(seed, ({ simulator, group, users }) =>
        simulator.updateGroup(group, { users }),
      )
      const three = await measure(seed, ({ simulator, group, users: [, other] }) =>
        simulator.updateGroup(group, { users: [other] }),
      )
      expect(two.seconds).toHaveLength(2)
      expect(three.seconds).toHaveLength(3)
      for (const time of [...two.seconds, ...three.seconds]) {
        expect(time).toBeGreaterThan(1.5)
        expect(time).toBeLessThan(5)
      }
    }
  })

  it('in a burst of thirty is short for the first, some 45 s for the others, in mixed order', async () => {
    let inversions = 0
    for (const seed of SEEDS) {
      const burst = await measure(seed, changeThirtyTimes)
      expect(burst.seconds).toHaveLength(30)
      expect(burst.seconds[0]).toBeLessThan(2.5)
      expect(burst.seconds[15]).toBeGreaterThan(40)
      expect(burst.seconds[29]).toBeLessThan(52)
      inversions += burst.inversions
    }
    expect(inversions / SEEDS.length).toBeGreaterThan(2)
    expect(inversions / SEEDS.length).toBeLessThan(12)
  })

  it('grows with the time that the receiver takes, two at a time', async () => {
    const { seconds } = await measure(
      1,
      ({ simulator, group }) => {
        for (let n = 0; n < 8; n += 1) simulator.updateGroup(group, { attributes: { n } })
      },
      5000,
    )
    expect(seconds.at(-1)).toBeGreaterThan(20)
    expect(seconds.at(-1)).toBeLessThan(35)
  })

  it('repeats for the same seed', async () => {
    expect(await measure(7, changeThirtyTimes)).toEqual(await measure(7, changeThirtyTimes))
    expect(await measure(7, changeThirtyTimes)).not.toEqual(await measure(8, changeThirtyTimes))
  })
})
