import type { Alias } from '@cowherd/plan'
import { expect, it } from 'vitest'
import { aliasOf } from '../testkit/aliases.ts'
import { createFakeSource, groupOf } from '../testkit/people.ts'
import { contextOf } from '../testkit/run.ts'
import { createFakeServer, type Trouble, writesOf } from '../testkit/server.ts'
import { syncRun } from './run.ts'

const troubles: readonly Trouble[] = ['rejected', 'lost', 'late', 'empty', 'false-success', 'partly']

/** Groups of two members each, the n-th by the name of the n-th letter; each takes the name of the next one in a ring. */
function scene(count: number) {
  const names = ['a', 'b', 'c', 'd'].slice(0, count)
  const members = (index: number) => [2 * index + 1, 2 * index + 2]
  const addresses = (index: number) => members(index).map((n) => `u${n}@example.org`)
  const aliases = names.map((name, index) =>
    aliasOf(index + 1, { address: `${name}@example.org`, goto: addresses(index) }),
  )
  const groups = names.map((_, index) => groupOf(index + 1, names[(index + 1) % count] ?? '', members(index)))
  /** Who had the alias before, and who shall have it. */
  const entitled = ({ id }: Alias) => [...addresses(id - 1), ...addresses((id - 2 + count) % count)]
  const wanted = aliases.map(({ id, address }) => [id, address, addresses((id - 2 + count) % count)])
  return { aliases, groups, entitled, wanted }
}

const cases = [2, 3, 4].flatMap((count) =>
  Array.from({ length: count }, (_, nth) => troubles.map((trouble) => ({ count, nth, trouble }))).flat(),
)

it.each(cases)(
  'an exchange of $count addresses that is cut short at write $nth ($trouble) reaches no stranger, and the next run ends it',
  async ({ count, nth: troubled, trouble }) => {
    const { aliases, groups, entitled, wanted } = scene(count)
    const server = createFakeServer(aliases, {
      onWrite: (_, nth) => (nth >= troubled && nth <= troubled + 1 ? trouble : undefined),
      onLook: () => checkReaders(),
    })
    const strangers: string[] = []
    function checkReaders() {
      for (const alias of server.aliases.values()) {
        const allowed = entitled(alias)
        strangers.push(...alias.goto.filter((member) => !allowed.includes(member)))
      }
    }
    const context = contextOf(createFakeSource(groups), server)

    const first = await syncRun(context)
    if (trouble !== 'late') expect(first.results.some(({ outcome }) => outcome === 'failed')).toBe(true)
    checkReaders()
    await syncRun(context)
    await syncRun(context)
    checkReaders()
    expect(strangers).toEqual([])
    expect([...server.aliases.values()].map(({ id, address, goto }) => [id, address, goto])).toEqual(wanted)

    const writes = writesOf(server).length
    await syncRun(context)
    expect(writesOf(server)).toHaveLength(writes)
  },
)
