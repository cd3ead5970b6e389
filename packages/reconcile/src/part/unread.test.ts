import { describe, expect, it } from 'vitest'
import { groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { createSite, type Site } from '../testkit/site.ts'
import { nothingKnown } from './known.ts'
import { WideningError } from './scope.ts'
import { readUnread, singlesMax } from './unread.ts'

const numbers = (ids: Iterable<string>) => [...ids].map((id) => Number(id.slice(-12))).sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const siteOf = (count: number) => createSite({ groups: upTo(count).map((n) => groupIn(n)) })

/** Reads groups by number, in turns; what is known afterwards. */
async function read(
  { context, graph, groups }: Site,
  turns: readonly (readonly number[])[],
  gone: readonly number[] = [],
) {
  const known = nothingKnown(new Set(gone.map(groupId)))
  const where = { source: context.pieces.source, graph, groupCount: groups.length }
  for (const turn of turns) await readUnread(turn.map(groupId), where, known)
  return { known, fresh: numbers(known.fresh.keys()), missing: numbers(known.missing) }
}

/** Makes one call of the source, by number, give nothing. */
function losing(site: Site, isLost: (call: number) => boolean) {
  const { source } = site.context.pieces
  const { readGroups } = source
  let calls = 0
  Object.assign(source, {
    readGroups: (ids: readonly string[]) =>
      isLost(++calls) ? Promise.resolve({ groups: [], users: [], missing: new Set(ids) }) : readGroups(ids),
  })
  return site
}

describe('groups', () => {
  it('are read one by one while they are few', async () => {
    const site = siteOf(100)
    const { fresh } = await read(site, [upTo(10), upTo(30).slice(10)])
    expect(fresh).toEqual(upTo(30))
    expect(site.asked).toEqual(upTo(30).map((n) => `group ${n}`))
  })

  it('are taken from the whole directory, read once, when they are more', async () => {
    const site = siteOf(100)
    const { fresh, known } = await read(site, [upTo(10), upTo(31).slice(10), upTo(60).slice(31)])
    expect(fresh).toEqual(upTo(60))
    expect([...known.users.keys()].sort((a, b) => a - b)).toEqual(upTo(60))
    expect(site.asked).toEqual([...upTo(10).map((n) => `group ${n}`), 'directory'])
  })

  it('are read one by one all the longer, the larger the directory is', () => {
    expect([0, 400, 1_000, 10_000].map(singlesMax)).toEqual([30, 30, 75, 750])
  })
})

describe('a group that is not found', () => {
  it('once is asked for again: nobody is lost because of it', async () => {
    const site = losing(siteOf(3), (call) => call === 2)
    expect(await read(site, [[1], [2, 3]])).toMatchObject({ fresh: [1, 2, 3], missing: [] })
  })

  it('twice is missing', async () => {
    const site = siteOf(2)
    expect(await read(site, [[1, 2, 3]])).toMatchObject({ fresh: [1, 2], missing: [3] })
    expect(site.asked).toEqual(['group 1', 'group 2', 'group 3', 'group 1', 'group 3'])
  })

  it('is not believed of a source that loses what it gave before', async () => {
    const reading = read(
      losing(siteOf(3), (call) => call > 1),
      [[1], [2]],
    )
    await expect(reading).rejects.toMatchObject({ side: 'source', code: 'not-whole' })
  })

  it('is asked for once where it is known to be gone', async () => {
    const site = siteOf(8)
    expect(await read(site, [[9]], [9])).toMatchObject({ missing: [9] })
    expect(site.asked).toEqual(['group 9'])
  })

  it('in the whole directory is asked for by itself, beside one that was found there', async () => {
    const site = siteOf(31)
    expect(await read(site, [upTo(33)], [33])).toMatchObject({ fresh: upTo(31), missing: [32, 33] })
    expect(site.asked).toEqual(['directory', 'group 1', 'group 32'])
  })

  it('in the whole directory and there all the same, a moment later, is fresh', async () => {
    const site = siteOf(31)
    const { source } = site.context.pieces
    const { readDirectory } = source
    Object.assign(source, {
      readDirectory: async () => {
        const reading = await readDirectory()
        site.groups = [...site.groups, groupIn(32)]
        return reading
      },
    })
    expect(await read(site, [upTo(32)])).toMatchObject({ fresh: upTo(32), missing: [] })
  })

  it('because there is none at all is nothing that a part may judge', async () => {
    const reading = read(siteOf(0), [upTo(31)])
    await expect(reading).rejects.toThrow(new WideningError('vanished-group'))
  })
})
