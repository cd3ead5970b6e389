import type { ConsoleModel } from '@cowherd/console'
import { beforeAll, expect, test } from 'vitest'
import { type ConsoleBench, openBench } from './harness/bench.ts'
import { largeModel, size } from './harness/large.ts'

let model: ConsoleModel
let bench: ConsoleBench

beforeAll(async () => {
  const large = await largeModel()
  model = large.model
  bench = await openBench(model)
})

const mostMs = 200
const mostOctets = 1_000_000

test('the company is large, and something of everything is in it', () => {
  expect(model.aliases.length).toBeGreaterThanOrEqual(size.groups)
  expect(model.people.length).toBe(size.people)
  const { aliases } = model.counts
  expect(Math.min(aliases['in-step'], aliases.planned, aliases.held, aliases.conflict)).toBeGreaterThan(50)
})

const paths = (): Record<string, string> => {
  const checksum = model.plan.approval ?? ''
  const longest = [...model.aliases].sort((a, b) => b.members - a.members)[0]?.key ?? ''
  const busiest = [...model.people].sort((a, b) => b.lists - a.lists)[0]?.id ?? 0
  return {
    overview: '/',
    aliases: '/aliases',
    'the last page of aliases': '/aliases?page=9999',
    'a search in aliases': '/aliases?search=team+99',
    'aliases by state': '/aliases?state=conflict',
    'the longest alias': `/aliases/${longest}`,
    people: '/people',
    'a search in people': '/people?search=49',
    'the person in most lists': `/people/${busiest}?list=team-1@example.org`,
    groups: '/groups',
    'a search in groups': '/groups?search=team',
    'one group': `/groups/${model.groups.roots[0]}`,
    'held changes': '/held',
    'one held change': `/held/change?checksum=${checksum}&number=0`,
    conflicts: '/conflicts',
    activity: '/activity',
    settings: '/settings',
  }
}

test.each([
  'overview',
  'aliases',
  'the last page of aliases',
  'a search in aliases',
  'aliases by state',
  'the longest alias',
  'people',
  'a search in people',
  'the person in most lists',
  'groups',
  'a search in groups',
  'one group',
  'held changes',
  'one held change',
  'conflicts',
  'activity',
  'settings',
])('%s: under 200 ms on the server, and under 1 MB', async (name) => {
  const path = paths()[name] ?? ''
  const pages = []
  for (let round = 0; round < 5; round += 1) pages.push(await bench.get(path))
  const times = pages.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  expect(pages[0]?.status).toBe(200)
  expect(pages[0]?.octets).toBeLessThan(mostOctets)
  // The middle one of five: the machine may do other things too.
  expect(times[2]).toBeLessThan(mostMs)
})
