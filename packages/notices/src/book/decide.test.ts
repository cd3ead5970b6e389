import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, type Told } from './decide.ts'

const hour = 3_600_000

/** Plays looks at these hours, and gives what was told at which of them. */
function play(looks: readonly (readonly [atHour: number, ...keys: string[]])[]): string[] {
  let told: Told | undefined
  return looks.flatMap(([at, ...keys]) => {
    const decision = decide(told, keys, at * hour)
    told = decision.told
    return decision.state ? [`${at}: ${decision.state}`] : []
  })
}

describe('people are told', () => {
  it('once of what begins, and of its end', () => {
    expect(play([[0], [1, 'a'], [1.25, 'a'], [1.5, 'a'], [2], [3]])).toEqual(['1: new', '2: over'])
  })

  it('once a day of what lasts', () => {
    const looks = Array.from({ length: 73 }, (_, at) => [at, 'a'] as const)
    expect(play(looks)).toEqual(['0: new', '24: still', '48: still', '72: still'])
  })

  it('of other causes together, an hour after the last word', () => {
    expect(
      play([
        [0, 'a'],
        [0.5, 'a', 'b'],
        [0.75, 'a', 'b', 'c'],
        [1, 'a', 'b', 'c'],
        [2, 'a', 'c'],
      ]),
    ).toEqual(['0: new', '1: more'])
  })

  it('again of what went and came back', () => {
    expect(
      play([
        [0, 'a', 'b'],
        [1, 'a'],
        [2, 'a', 'b'],
      ]),
    ).toEqual(['0: new', '2: more'])
  })

  it('of each cause within an hour and a look, of nothing more than once an hour, and of every end', () => {
    const look = fc.record({
      minutes: fc.integer({ min: 1, max: 180 }),
      keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    })
    fc.assert(
      fc.property(fc.array(look), (looks) => {
        let told: Told | undefined
        let now = 0
        let lastWord = Number.NEGATIVE_INFINITY
        for (const { minutes, keys } of looks) {
          now += minutes * 60_000
          const { state, told: after } = decide(told, keys, now)
          if (keys.length === 0) expect(state).toBe(told ? 'over' : undefined)
          else if (!told) expect(state).toBe('new')
          else if (state !== undefined) expect(now - lastWord).toBeGreaterThanOrEqual(hour)
          else {
            const untold = keys.filter((key) => !told?.keys.includes(key))
            expect(untold.length === 0 || now - lastWord < hour).toBe(true)
          }
          if (state !== undefined) lastWord = now
          told = after
        }
      }),
    )
  })
})
