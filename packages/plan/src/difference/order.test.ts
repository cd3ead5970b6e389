import { expect, test } from 'vitest'
import { groupOf } from '../testkit/people.ts'
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
