import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultSource } from './fault.ts'

/** The way of one process to one server is cut. */
export const networkCut: FaultSource = (random, { slots }, mostMs) => {
  const slot = random.pick(slots)
  const [to, link] = random.pick([...slot.links])
  const mode = random.pick(['refuse', 'hang', 'cut', 'delay'] as const)
  const forMs = random.int(500, Math.max(1_000, Math.min(25_000, mostMs)))
  return {
    kind: `network to ${to}: ${mode}`,
    what: `${slot.name} for ${forMs} ms`,
    async happen() {
      link.set(mode)
      await sleep(forMs)
      link.set('open')
    },
  }
}

/** The server that holds the queue dies and comes back with its data. */
export const queueCrash: FaultSource = (random, { server }, mostMs) => {
  const crash = server?.crash
  if (!crash) return undefined
  const forMs = random.int(100, Math.min(8_000, mostMs))
  return {
    kind: 'queue server killed',
    what: `for ${forMs} ms`,
    async happen() {
      const start = await crash()
      await sleep(forMs)
      await start()
    },
  }
}
