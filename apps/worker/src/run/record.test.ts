import { groupId, groupIn } from '@cowherd/reconcile/testkit'
import { expect, it } from 'vitest'
import { createDesk, scopeOf } from '../testkit/desk.ts'
import { createRunHandler } from './handler.ts'

it('each run has a recorder of its own, opened with what the run is for; so have the runs between a sweep’s writes', async () => {
  const told: string[] = []
  const opened: string[] = []
  const desk = createDesk({ groups: [groupIn(1), groupIn(2), groupIn(3)] })
  const handle = createRunHandler(desk.context, (scopes, run) => {
    opened.push(run)
    const name = scopes.map(({ scope }) => scope.kind).join(' ')
    return {
      begin: ({ address }) => {
        if (!told.some((line) => line.startsWith('all'))) {
          // Heard while the sweep is writing.
          desk.site.groups = [groupIn(1), groupIn(2), groupIn(3, { members: [9] })]
          desk.inbox.push(scopeOf({ kind: 'group', id: groupId(3) }))
        }
        told.push(`${name}: ${address}`)
      },
      settled: () => {},
      approved: () => {},
      flush: async () => true,
    }
  })
  const all = scopeOf({ kind: 'all' }, { ear: 'sweep' })
  await handle({
    id: '1',
    signal: desk.abort.signal,
    take: async () => (told.length === 0 && desk.inbox.length === 0 ? [all] : desk.inbox.splice(0)),
    waiting: async () => desk.inbox.length > 0,
    assertLock: async () => {},
  })
  // By name and ears a line of the log and a record of the audit log are found from each other.
  expect(desk.runs.map(({ run }) => run).sort()).toEqual(opened.sort())
  expect(desk.runs.map(({ kind, ears }) => `${kind} ${ears}`).sort()).toEqual(['part webhook', 'whole sweep'])
  expect(told.filter((line) => line.startsWith('group'))).toEqual(['group: g3@example.org'])
  expect(told.filter((line) => line.startsWith('all')).length).toBeGreaterThanOrEqual(2)
})
