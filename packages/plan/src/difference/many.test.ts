import { expect, test } from 'vitest'
import { groupOf, range } from '../testkit/people.ts'
import { planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'

test.each([
  ['into a vacant address', (n: number) => n + 1],
  ['in a circle', (n: number) => (n % 12_000) + 1],
])('12,000 groups that follow each other %s are all placed', (_, next) => {
  const numbers = range(1, 12_000)
  const { changes } = planOf({
    groups: numbers.map((n) => groupOf(n, `g${next(n)}`, [1])),
    aliases: numbers.map((n) => ownedOf(n, `g${n}@example.org`, n)),
    settings: { thresholds: noLimits },
  })
  expect(changes).toHaveLength(12_000)
})
