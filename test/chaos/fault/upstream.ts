import { setTimeout as sleep } from 'node:timers/promises'
import { faultKinds, faultPlaces } from '../../whole/faults/places.ts'
import type { FaultSource } from './fault.ts'

/** One of both servers answers wrongly, late or not at all. */
export const wrongAnswers: FaultSource = (random, { world: { company } }, mostMs) => {
  const kind = random.pick(faultKinds)
  const place = random.pick(faultPlaces.filter((each) => each.kind === kind))
  const times = random.pick([1, 3, 10, Number.POSITIVE_INFINITY])
  const ms = random.pick([300, 2_000, 20_000])
  const forMs = random.int(500, Math.max(1_000, mostMs))
  return {
    kind: `${place.side}: ${kind}`,
    what: `${times} times within ${forMs} ms${kind === 'slow' ? `, by ${ms} ms` : ''}`,
    async happen() {
      let isOn = true
      const matches: typeof place.matches = (request) => isOn && place.matches(request)
      company[place.side].faults.add({ kind, matches, times, ms, after: random.int(0, 3) })
      await sleep(forMs)
      isOn = false
    },
  }
}

/** Webhooks are lost, doubled, late and out of order. */
export const badPost: FaultSource = (random, site, mostMs) => {
  const forMs = random.int(1_000, Math.max(2_000, mostMs))
  const lostShare = random.pick([0.3, 1])
  return {
    kind: 'webhooks lost, doubled and late',
    what: `${lostShare * 100} % lost for ${forMs} ms`,
    async happen() {
      site.carryWebhooks({ lostShare, doubledShare: 0.3, lateMs: 60_000 })
      await sleep(forMs)
      site.carryWebhooks({})
    },
  }
}
