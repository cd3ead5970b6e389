import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createPlan } from '../plan.ts'
import { inputOfWorld } from './replay.ts'
import { troublesOf } from './troubles.ts'
import { worlds } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

const troubles = [
  'nesting in a circle',
  'nesting in a diamond',
  'two groups exchange their names',
  'three or more groups pass their names round',
  'a group follows another one that leaves',
  'a group follows another one into a spare alias',
  're-creation',
  'create',
  'update',
  'rename',
  'adopt',
  'deactivate',
  'reactivate',
  'release',
  'delete',
  'conflict: wanted-twice',
  'conflict: held-by-group',
  'conflict: not-ours',
  'conflict: other-owner',
  'conflict: released',
  'conflict: alias-limit',
  'conflict: wrong-attribute',
  'conflict: unnameable',
  'conflict: role-address',
  'conflict: domain-not-served',
  'conflict: is-mailbox',
  'warning: second-alias',
  'warning: member-no-mailbox',
  'warning: member-mailbox-inactive',
  'warning: member-own-address',
  'held',
  'held in part',
  'held: removed-aliases',
  'held: removed-memberships',
  'held: member-loss',
  'held: all-removed',
  'held: depends-on-held',
  'held: clock',
]

test('every trouble occurs in at least 2 % of the worlds that plans are tried on', () => {
  const counts = new Map(troubles.map((name) => [name, 0]))
  const numRuns = 600
  for (const world of fc.sample(worlds, { seed: 1, numRuns })) {
    const input = inputOfWorld(world)
    for (const name of troublesOf(input, createPlan(input))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  expect([...counts].filter(([name, count]) => troubles.includes(name) && count < numRuns * 0.02)).toEqual([])
})
