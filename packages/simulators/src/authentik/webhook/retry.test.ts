import { expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { RETRIES, retryGapMs } from './retry.ts'

it('the gaps between tries begin with 30 s, double from there and stay under a week', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = createRandom(seed)
    const gaps = Array.from({ length: RETRIES }, (_, n) => retryGapMs(n + 1, random) / 1000)
    expect(gaps.slice(0, 2)).toEqual([30, 30])
    expect(gaps[2]).toBeLessThanOrEqual(60)
    for (const [n, gap] of gaps.entries()) {
      expect(gap % 30).toBe(0)
      expect(gap).toBeLessThanOrEqual(Math.min(15 * 2 ** n + 30, 7 * 24 * 3600))
      expect(gap).toBeGreaterThanOrEqual(Math.min(7.5 * 2 ** n, 3.5 * 24 * 3600))
    }
  }
})
