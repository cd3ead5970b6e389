import { groupId, groupIn } from '@cowherd/reconcile/testkit'
import { expect, test } from 'vitest'
import type { Sides } from '../run/context.ts'
import { createDesk, type Desk, scopeOf, startMs } from '../testkit/desk.ts'

/** A desk whose clock goes on with requests: each kind takes a time of its own. */
function slowDesk(): Desk {
  const slow =
    <Args extends unknown[], Result>(ms: number, request: (...args: Args) => Result) =>
    (...args: Args): Result => {
      desk.clock.ms += ms
      return request(...args)
    }
  const patient = ({ source, target, writer, pieces, ...rest }: Sides): Sides => ({
    ...rest,
    source: { ...source, readDirectory: slow(5_000, source.readDirectory) },
    target: { ...target, readAlias: slow(10, target.readAlias) },
    writer: { ...writer, create: slow(200, writer.create), update: slow(100, writer.update) },
    pieces: { ...pieces, source: { ...pieces.source, readGroups: slow(3, pieces.source.readGroups) } },
  })
  const desk = createDesk({ groups: [groupIn(1)], patient })
  return desk
}

test('the time of a run is told by what it went to, from the first news on', async () => {
  const desk = slowDesk()
  await desk.run(scopeOf({ kind: 'all' }, { ear: 'sweep' }))
  desk.site.groups = [groupIn(1, { members: [1, 7] })]
  const { ms } = desk.clock
  desk.clock.ms += 400
  await desk.run(scopeOf({ kind: 'group', id: groupId(1) }, { at: ms }))
  const [whole, part] = desk.phased
  expect(whole).toEqual({
    kind: 'whole',
    seconds: { wait: 0, read: 5, plan: 0, apply: 0.2, verify: expect.any(Number) },
  })
  expect(part).toEqual({
    kind: 'part',
    seconds: { wait: 0.4, read: expect.any(Number), plan: 0, apply: 0.1, verify: 0.02 },
  })
  expect((part?.seconds['read'] ?? 0) % 0.003).toBeCloseTo(0)
  expect(desk.clock.ms).toBeGreaterThan(startMs + 5_400)
})
