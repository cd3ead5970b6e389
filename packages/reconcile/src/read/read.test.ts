import { noLimits, rulesOf, settingsOf } from '@cowherd/plan/testkit'
import { describe, expect, it } from 'vitest'
import { planRun } from '../run/run.ts'
import { aliasOf, groupId } from '../testkit/aliases.ts'
import { createFakeSource, groupOf } from '../testkit/people.ts'
import { contextOf, later, noon } from '../testkit/run.ts'
import { createFakeServer, targetError } from '../testkit/server.ts'
import { readBoth } from './read.ts'

const options = { settings: settingsOf(), now: noon }
const dayMs = 86_400_000

describe('reading both sides', () => {
  it('goes on at the same time', async () => {
    const source = createFakeSource([])
    const target = createFakeServer([])
    let readers = 0
    const meet = async <T>(read: () => Promise<T>) => {
      readers += 1
      while (readers < 2) await new Promise((resolve) => setImmediate(resolve))
      return read()
    }
    await readBoth(
      { ...source, readDirectory: () => meet(source.readDirectory) },
      { ...target, readState: () => meet(target.readState) },
      options,
    )
  })

  it('tells how far each side is', async () => {
    const seen: string[] = []
    const [source, target] = [createFakeSource([]), createFakeServer([])]
    await readBoth(
      {
        ...source,
        readDirectory: (progress) => {
          progress?.(1, 3)
          return source.readDirectory()
        },
      },
      {
        ...target,
        readState: (progress) => {
          progress?.(2, 5)
          return target.readState()
        },
      },
      { ...options, onProgress: (side, done, total) => seen.push(`${side} ${done}/${total}`) },
    )
    expect(seen).toEqual(['source 1/3', 'target 2/5'])
  })

  it('gives nothing where one side fails', async () => {
    const target = { ...createFakeServer([]), readState: () => Promise.reject(targetError('unreachable')) }
    await expect(readBoth(createFakeSource([]), target, options)).rejects.toMatchObject({
      code: 'unreachable',
    })
  })
})

describe('groups that have an alias of ours and are not listed', () => {
  it('are asked for one by one, and only they', async () => {
    const source = createFakeSource([groupOf(1, 'Board')])
    const theirs = aliasOf(5, { group: 5, privateComment: 'by hand' })
    const target = createFakeServer([aliasOf(1), aliasOf(2), aliasOf(3), theirs])
    const { missing } = await readBoth(source, target, options)
    expect(source.askedFor).toEqual([groupId(2), groupId(3)])
    expect(missing).toEqual(new Set([groupId(2), groupId(3)]))
  })

  it('are not asked for where there are none', async () => {
    const source = createFakeSource([groupOf(1, 'Board')])
    const reading = await readBoth(source, createFakeServer([aliasOf(1)]), options)
    expect(source.askedFor).toEqual([])
    expect(reading).toMatchObject({ missing: new Set(), clockOff: false })
  })

  it('and exist all the same prove that the reading is not whole', async () => {
    const source = createFakeSource([groupOf(1, 'Board')], { unlisted: [groupId(3)] })
    const target = createFakeServer([aliasOf(1), aliasOf(2), aliasOf(3)])
    await expect(readBoth(source, target, options)).rejects.toMatchObject({
      ...{ side: 'source', code: 'not-whole' },
      message: expect.stringContaining(`the group ${groupId(3)}`),
    })
  })
})

describe('users that have a personal alias and are not listed', () => {
  const rules = rulesOf('rules: [{kind: user, address: "{username}"}]')
  const personal = aliasOf(7, { privateComment: 'cowherd owner=main user=7' })

  it.each([
    ['with', { ...options, settings: settingsOf({ rules }) }],
    ['without', options],
  ])('and are gone are missing, %s rules for users', async (_, under) => {
    const { missing, directory } = await readBoth(createFakeSource([]), createFakeServer([personal]), under)
    expect([missing, directory.groups.size]).toEqual([new Set(['user-7']), 0])
  })

  it('and exist all the same prove that the reading is not whole, under rules for users', async () => {
    const source = createFakeSource([], { unlisted: ['user-7'] })
    const under = { ...options, settings: settingsOf({ rules }) }
    await expect(readBoth(source, createFakeServer([personal]), under)).rejects.toMatchObject({
      ...{ side: 'source', code: 'not-whole' },
      message: expect.stringContaining('the user 7'),
    })
  })

  it('and exist all the same are known as such without rules for users, and groups are not', async () => {
    const source = createFakeSource([groupOf(1, 'Board')], { unlisted: ['user-7', groupId(3)] })
    const { directory, missing } = await readBoth(source, createFakeServer([aliasOf(1), personal]), options)
    expect([directory.groups.get('user-7')?.members, directory.groups.size, missing.size]).toEqual([[], 2, 0])
    await expect(readBoth(source, createFakeServer([aliasOf(3), personal]), options)).rejects.toMatchObject({
      message: expect.stringContaining(`the group ${groupId(3)}`),
    })
  })

  it('and whose rule is gone lose the alias like a group that is left out', async () => {
    const source = createFakeSource([groupOf(1, 'Board')], { unlisted: ['user-7'] })
    const server = createFakeServer([aliasOf(1, { address: 'board@example.org' }), personal])
    const { plan } = await planRun({
      ...contextOf([], server),
      source,
      settings: settingsOf({ thresholds: noLimits }),
    })
    expect(plan.changes).toMatchObject([{ action: 'deactivate', id: 7, group: { id: 'user-7' } }])
    expect(plan.skipped).toEqual([])
  })
})

describe('a clock that is off', () => {
  it.each([
    ['more than a day behind', later(dayMs + 1), true],
    ['more than a day ahead', later(-dayMs - 1), true],
    ['a day behind', later(dayMs), false],
    ['a day ahead', later(-dayMs), false],
    ['not known', undefined, false],
  ])('shows at either server: %s', async (_, serverTime, off) => {
    const time = serverTime ? { serverTime } : {}
    const bySource = await readBoth(createFakeSource([], time), createFakeServer([]), options)
    const byTarget = await readBoth(createFakeSource([]), createFakeServer([], time), options)
    expect([bySource.clockOff, byTarget.clockOff]).toEqual([off, off])
  })
})
