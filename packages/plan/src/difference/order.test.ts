import { expect, test } from 'vitest'
import { groupOf, range } from '../testkit/people.ts'
import { planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'
import { orderChanges } from './order.ts'

const planned = () =>
  planOf({
    groups: [
      groupOf(1, 'b', [1]),
      groupOf(2, 'c', [2]),
      groupOf(3, 'd', [3]),
      groupOf(4, 'e', [4]),
      groupOf(5, 'z', [5]),
    ],
    aliases: [
      ownedOf(7, 'a@example.org', 1, [1, 9]),
      ownedOf(8, 'b@example.org', 2, [2]),
      ownedOf(9, 'z@example.org', 5, [5, 9]),
    ],
    settings: { thresholds: noLimits },
  })

test('what others wait for comes first, then who must get no mail any more, then the rest by address', () => {
  expect(planned().changes.map(({ address }) => address[0])).toEqual(['c', 'b', 'z', 'd', 'e'])
})

test('the order does not depend on the order given', () => {
  const { changes } = planned()
  expect(orderChanges([...changes].reverse())).toEqual(changes)
})

test('a dependency on an alias that needs no change is no obstacle', () => {
  const [first] = planned().changes
  const lonely = first ? [{ ...first, dependsOn: [99] }] : []
  expect(orderChanges(lonely)).toEqual(lonely)
})

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
