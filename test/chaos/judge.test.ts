import type { Plan } from '@cowherd/plan'
import { formatMarker } from '@cowherd/plan'
import { expect, test } from 'vitest'
import { createPlanner } from '../service/harness/planner.ts'
import { createChaosWorld } from './company.ts'
import { judge } from './judge/judge.ts'
import { createAliasLedger, oldestReadingMs } from './judge/ledger.ts'

/** A company whose group `Planted` has two people and a list that holds both and whoever else is given. */
function prepare(...strangers: string[]) {
  const world = createChaosWorld(7)
  const { authentik, mailcow, settings } = world.company
  const people = ['one@partner.example', 'two@partner.example']
  const users = people.map((email) => authentik.addUser({ username: email, email }))
  const group = authentik.addGroup({ name: 'Planted', users })
  const alias = mailcow.addAlias({
    address: 'planted@example.org',
    goto: [...people, ...strangers],
    privateComment: formatMarker({ owner: settings.owner, group }),
    senderAllowed: false,
  })
  let nowMs = 0
  const ledger = createAliasLedger(world.facts, () => nowMs)
  nowMs += oldestReadingMs + 1
  const plan = createPlanner(authentik, mailcow, settings)
  /** The plan for the planted list alone: nobody has made the others here. */
  const planOfIt = async (): Promise<Plan> => {
    const whole = await plan()
    return { ...whole, changes: whole.changes.filter((change) => change.group.id === group) }
  }
  return { ...world.company, world, group, users, alias, ledger, plan: planOfIt }
}

const patience = { withinMs: 50, pauseMs: 5, quietMs: 10 }

test('what is right is found right', async () => {
  const { plan, ledger } = prepare()
  const verdict = await judge({ plan, ...patience })
  expect(verdict.left).toEqual([])
  expect(verdict.rightAfterMs).toBeDefined()
  ledger.noteAliases()
  expect([ledger.foreign, ledger.lost, ledger.states()]).toEqual([[], [], 0])
})

test('a wrong final state is found', async () => {
  const { plan, authentik, group } = prepare()
  const pk = authentik.addUser({ username: 'joiner', email: 'joiner@partner.example' })
  authentik.addMember(group, pk)
  const verdict = await judge({ plan, ...patience })
  expect(verdict.rightAfterMs).toBeUndefined()
  expect(verdict.leaversGoneAfterMs).toBeDefined()
  expect(verdict.left.join()).toContain('+joiner@partner.example')
})

test('a leaver who stays is found', async () => {
  const verdict = await judge({ plan: prepare('leaver@partner.example').plan, ...patience })
  expect(verdict.leaversGoneAfterMs).toBeUndefined()
  expect(verdict.left.join()).toContain('-leaver@partner.example')
})

test('a plan that cannot be made is not taken for an empty one', async () => {
  const verdict = await judge({ plan: () => Promise.reject(new Error('no answer')), ...patience })
  expect(verdict.rightAfterMs).toBeUndefined()
  expect(verdict.left.join()).toContain('no answer')
})

test('a touched foreign alias is found, and a deleted one', () => {
  const { ledger, mailcow } = prepare()
  const idOf = (address: string) => mailcow.aliases().find((alias) => alias.address === address)?.id ?? 0
  mailcow.editAlias(idOf('hand-made@example.org'), { goto: 'thief@partner.example' })
  ledger.noteAliases()
  expect(ledger.foreign).toHaveLength(1)
  mailcow.removeAlias(idOf('theirs@example.org'))
  ledger.noteAliases()
  expect(ledger.foreign).toHaveLength(2)
})

test.each([
  ['robbed of a member', { goto: 'one@partner.example' }],
  ['deactivated', { active: false }],
])('a list that is %s is found', (_, fields) => {
  const { ledger, mailcow, alias } = prepare()
  mailcow.editAlias(alias, fields)
  ledger.noteAliases()
  expect(ledger.lost).toHaveLength(1)
})

test('a list that is emptied is found, and one that is deleted', () => {
  const { ledger, mailcow, alias } = prepare()
  mailcow.overwriteAlias(alias, { goto: '' })
  ledger.noteAliases()
  mailcow.removeAlias(alias)
  ledger.noteAliases()
  expect(ledger.lost).toHaveLength(2)
})

test('a list at an address that its group wants no more may be deactivated', () => {
  const { ledger, mailcow, authentik, alias, group } = prepare()
  authentik.updateGroup(group, { name: 'Replanted' })
  ledger.noteDirectory()
  mailcow.editAlias(alias, { active: false })
  ledger.noteAliases()
  expect(ledger.lost).toEqual([])
})

test('a member who left a moment ago may be taken out', () => {
  const { ledger, mailcow, authentik, alias, group, users } = prepare()
  authentik.removeMember(group, users[1] ?? 0)
  ledger.noteDirectory()
  mailcow.editAlias(alias, { goto: 'one@partner.example' })
  ledger.noteAliases()
  expect(ledger.lost).toEqual([])
})
