import { describe, expect, test } from 'vitest'
import { createSite, type Place } from './site.ts'
import { clockSuite } from './suite/clock.ts'
import { costSuite } from './suite/cost.ts'
import { crashSuite } from './suite/crash.ts'
import { inboxSuite } from './suite/inbox.ts'
import { runsSuite } from './suite/runs.ts'
import { timersSuite } from './suite/timers.ts'
import { valuesSuite } from './suite/values.ts'

/** All that a queue guarantees, whatever its store. */
export function queueConformance(name: string, place: () => Place): void {
  describe(`queue on ${name}`, () => {
    test('is ready once it is open', async () => {
      const queue = await createSite(place()).open()
      await expect(queue.ready()).resolves.toBeUndefined()
      expect(queue.backend).toBe(name)
    })
    inboxSuite(place)
    runsSuite(place)
    crashSuite(place)
    timersSuite(place)
    clockSuite(place)
    valuesSuite(place)
    costSuite(place)
  })
}
