import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Alias } from '@cowherd/plan'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileMemory } from './memory.ts'
import { parseSavedAliases } from './saved-aliases.ts'

const now = new Date('2026-03-01T12:00:00Z')
const alias: Alias = {
  id: 7,
  address: 'devs@example.org',
  goto: ['Ada@example.org'],
  flags: { active: true, internal: false, senderAllowed: false, sogoVisible: true },
  privateComment: 'mine',
  publicComment: '',
  modified: '2026-02-01 08:00:00',
}

describe('a memory in files', () => {
  let dataDir = ''
  const damaged: string[] = []
  const open = () =>
    createFileMemory({
      dataDir,
      owner: 'main',
      target: 'https://mail.example.org',
      onDamaged: (message) => damaged.push(message),
    })

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cowherd-state-'))
    damaged.length = 0
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  test('remembers who put which alias on hold and why, until it ends', async () => {
    await open().rememberAliasHold(7, { by: 'ann', reason: 'a wrong rename' })
    await open().rememberAliasHold(8, { by: 'bob', reason: 'restored' })
    await open().rememberAliasHold(7, undefined)
    expect(await open().aliasHolds()).toEqual(new Map([[8, { by: 'bob', reason: 'restored' }]]))
  })

  test('remembers missing groups for the next process', async () => {
    await open().rememberMissing(new Set(['b', 'a']))
    expect(await open().missingGroups()).toEqual(new Set(['a', 'b']))
    await open().rememberMissing(new Set())
    expect(await open().missingGroups()).toEqual(new Set())
  })

  test('adds up what was removed since a moment, and nothing older', async () => {
    const memory = open()
    await memory.rememberRemovals(new Date('2026-03-01T10:00:00Z'), { aliases: 5, memberships: 50 })
    await memory.rememberRemovals(new Date('2026-03-01T11:30:00Z'), { aliases: 1, memberships: 2 })
    await memory.rememberRemovals(new Date('2026-03-01T11:40:00Z'), { aliases: 0, memberships: 3 })
    expect(await open().removalsSince(new Date('2026-03-01T11:00:00Z'))).toEqual({
      aliases: 1,
      memberships: 5,
    })
  })

  test('forgets removals and shown digests after two days', async () => {
    const memory = open()
    await memory.rememberShown('old', new Date('2026-02-20T00:00:00Z'))
    await memory.rememberShown('new', now)
    expect(await memory.shownAt('old')).toBeUndefined()
    expect(await memory.shownAt('new')).toEqual(now)
  })

  test('a pause survives the process and ends with a resume', async () => {
    await open().setPause({ since: now.toISOString(), reason: 'move' })
    expect(await open().pause()).toEqual({ since: now.toISOString(), reason: 'move' })
    await open().setPause(undefined)
    expect(await open().pause()).toBeUndefined()
  })

  test('a damaged pause stays a pause', async () => {
    await open().setPause({ since: now.toISOString(), reason: 'move' })
    await writeFile(join(dataDir, 'main', 'pause.json'), '{"since"')
    expect((await open().pause())?.reason).toContain('damaged')
  })

  test('a damaged memory is set aside with a message and started anew', async () => {
    await open().rememberMissing(new Set(['a']))
    await writeFile(join(dataDir, 'main', 'memory.json'), '{"missing":[1')
    expect(await open().missingGroups()).toEqual(new Set())
    expect(damaged[0]).toContain('memory.json.damaged')
    expect(await readFile(join(dataDir, 'main', 'memory.json.damaged'), 'utf8')).toBe('{"missing":[1')
  })

  test('saves the aliases of a target once, whole, and readable by its owner alone', async () => {
    const path = await open().saveFirst([alias], now)
    expect(await open().saveFirst([], now)).toBeUndefined()
    const saved = parseSavedAliases(await readFile(path ?? '', 'utf8'))
    expect(saved).toEqual({
      version: 1,
      savedAt: now.toISOString(),
      target: 'https://mail.example.org',
      aliases: [alias],
    })
    expect((await stat(path ?? '')).mode & 0o077).toBe(0)
  })

  test('leaves no temporary file behind', async () => {
    await open().rememberMissing(new Set(['a']))
    expect(await readdir(join(dataDir, 'main'))).toEqual(['memory.json'])
  })
})

describe('a file of saved aliases', () => {
  test.each([
    ['no JSON', 'nope', /not JSON/],
    ['another shape', '{"version":2}', /version/],
    [
      'an alias without address',
      '{"version":1,"savedAt":"2026-03-01T12:00:00Z","target":"x","aliases":[{}]}',
      /aliases\.0/,
    ],
  ])('is refused with the place that does not fit: %s', (_, text, message) => {
    expect(() => parseSavedAliases(text)).toThrow(message)
  })
})

test('a file that was saved before the time of the last write was kept is read all the same', () => {
  const { modified: _, ...old } = alias
  const text = JSON.stringify({
    version: 1,
    savedAt: now.toISOString(),
    target: 'https://mail.example.org',
    aliases: [old],
  })
  expect(parseSavedAliases(text).aliases).toEqual([{ ...old, modified: '' }])
})
