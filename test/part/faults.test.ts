import { expect, test } from 'vitest'
import { type FaultPlace, faultPlaces } from '../whole/faults/places.ts'
import { calmState, runCase } from './faults/matrix.ts'
import type { Setting } from './faults/scenario.ts'

const everywhere = faultPlaces
const inDirectory = faultPlaces.filter(({ side }) => side === 'authentik')

test.each<[string, Setting, readonly FaultPlace[]]>([
  ['any request', { branches: 0, personal: true }, everywhere],
  ['any request to a directory that is read by pages', { branches: 32, personal: false }, inDirectory],
])(
  'a fault at %s takes nobody out of a list, and the next run repairs what it left',
  async (_, setting, places) => {
    const calm = await calmState(setting)
    const counts = new Map<string, number>()
    const problems: string[] = []
    for (const place of places) {
      for (const times of [1, Number.POSITIVE_INFINITY]) {
        for (let after = 0; ; after += 1) {
          const { hit, ended, problems: found } = await runCase(place, { after, times }, calm, setting)
          if (!hit) break
          counts.set(ended, (counts.get(ended) ?? 0) + 1)
          const name = `${place.kind} of ${place.side} at request ${after}${times === 1 ? '' : ' and all after it'}`
          problems.push(...found.map((problem) => `${name}: ${problem}`))
        }
      }
    }
    process.stdout.write(`faults in runs over a part: ${JSON.stringify([...counts])}\n`)
    expect(problems).toEqual([])
    for (const ended of ['error', 'widened', 'done'])
      expect([ended, counts.get(ended) ?? 0]).not.toEqual([ended, 0])
  },
)
