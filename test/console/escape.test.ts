import type { ConsoleModel } from '@cowherd/console'
import { beforeAll, expect, test } from 'vitest'
import { type ConsoleBench, openBench } from './harness/bench.ts'

const nasty = `x"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;`
const group = { id: 'g', name: nasty }
const conflict = { code: 'not-ours', address: nasty, group, reason: nasty, fix: nasty }
const member = { address: nasty, username: nasty, name: nasty, path: [nasty, nasty], addedBy: undefined }
const row = {
  id: 1,
  name: nasty,
  username: nasty,
  email: nasty,
  active: true,
  serviceAccount: false,
  lists: 1,
}
const belonging = {
  key: nasty,
  group,
  address: nasty,
  path: [nasty],
  addedBy: undefined,
  state: 'held',
  delivered: false,
}
const change = {
  ...{ action: 'update', address: nasty, group, reason: nasty, rule: nasty, add: [nasty], remove: [nasty] },
  ...{ before: undefined, after: undefined },
}
const held = [{ change, reasons: [{ code: 'member-loss', message: nasty }], part: undefined }]

/** A look at two servers whose every word is made to break out of a page. */
const model = {
  ...{ takenAt: 0, milliseconds: 0 },
  counts: { aliases: { held: 1 }, owned: 1, people: 1, groups: 1 },
  plan: { changes: [], held, approval: nasty, conflicts: [conflict] },
  aliases: [{ key: nasty, address: nasty, group, rule: nasty, state: 'held', members: 1 }],
  people: [row],
  groups: {
    nodes: new Map([
      ['g', { id: 'g', name: nasty, parents: ['g'], children: ['g'], direct: 1, keys: [nasty] }],
    ]),
    roots: ['g'],
  },
  alias: () => ({
    ...{
      group,
      address: nasty,
      alias: undefined,
      rule: nasty,
      marker: undefined,
      owners: [nasty],
      state: 'held',
    },
    ...{
      why: nasty,
      members: [member],
      leftOut: [{ ...member, email: nasty, reason: nasty }],
      senders: undefined,
    },
    ...{ changes: [change], held, conflict },
  }),
  person: () => ({
    ...{ row, lists: [belonging], leftOut: [{ ...belonging, reason: nasty }] },
    ...{ withoutAlias: [{ group, reason: nasty }], otherAliases: [nasty] },
  }),
  directMembers: () => [row],
} as unknown as ConsoleModel

const entry = {
  ...{ time: nasty, action: nasty, address: nasty, cause: nasty, about: [nasty, 'group-g', 'user-1'] },
  ...{ by: nasty, detail: nasty, added: [nasty], removed: [nasty] },
}

let bench: ConsoleBench

beforeAll(async () => {
  bench = await openBench(model, [entry])
})

const search = encodeURIComponent(nasty)

test.each([
  '/',
  '/aliases',
  `/aliases?search=${search}&state=${search}&page=${search}`,
  '/aliases/x',
  '/people',
  `/people?search=${search}`,
  `/people/1?list=${search}`,
  '/groups',
  `/groups?search=${search}`,
  '/groups/g',
  '/held',
  `/held/change?number=0&checksum=${search}`,
  '/conflicts',
  `/activity?search=${search}`,
])('%s shows names and what was searched for as text, whatever is in them', async (path) => {
  const { status, text } = await bench.get(path)
  expect(status).toBe(200)
  expect(text).not.toContain('<img')
  expect(text).not.toContain('<script>')
  expect(text).not.toContain(`x"'`)
})
