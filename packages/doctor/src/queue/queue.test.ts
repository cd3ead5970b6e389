import type { Durability } from '@cowherd/queue'
import { describe, expect, test } from 'vitest'
import { judgeDurability } from './durability.ts'
import { judgeFolder, judgeFolderKind } from './folder.ts'

describe('the folder of the embedded queue', () => {
  const folder = { path: '/data', unwritable: undefined, freeBytes: 50e9, kind: 0xef53 }

  test('that can be written and has room is all right, also where room is not told', () => {
    expect(judgeFolder(folder)).toMatchObject({ state: 'ok', reason: 'Embedded, in /data, 50 GB free.' })
    expect(judgeFolder({ ...folder, freeBytes: undefined }).state).toBe('ok')
  })

  test('that cannot be written is a problem, and COWHERD_DATA_DIR is the fix', () => {
    const verdict = judgeFolder({ ...folder, unwritable: 'EROFS' })
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('EROFS') })
    expect(verdict.fix).toContain('COWHERD_DATA_DIR')
  })

  test.each([
    [50e6, 'problem'],
    [500e6, 'warning'],
  ])('with %i bytes free is a %s, and room is the fix', (freeBytes, state) => {
    expect(judgeFolder({ ...folder, freeBytes })).toMatchObject({
      state,
      fix: expect.stringMatching(/^Make room/),
    })
  })

  test.each([
    [0x6969, 'NFS'],
    [0xff534d42, 'CIFS'],
    [0x01021997, '9P'],
  ])('on a file system of the network (%i, %s) is a warning', (kind, name) => {
    const verdict = judgeFolderKind({ ...folder, kind })
    expect(verdict).toMatchObject({ state: 'warning', reason: expect.stringContaining(name) })
    expect(verdict.fix).toContain('local disk')
  })

  test('on a disk, or where that is not told, is all right', () => {
    expect(judgeFolderKind(folder).state).toBe('ok')
    expect(judgeFolderKind({ ...folder, kind: undefined }).state).toBe('ok')
  })
})

describe('Redis', () => {
  const good = {
    kind: 'redis',
    version: '7.2.4',
    evictionPolicy: 'noeviction',
    appendOnly: true,
    snapshots: true,
  } as const
  const judge = (parts: Partial<Durability & { kind: 'redis' }>) => judgeDurability({ ...good, ...parts })

  test('with noeviction and an append-only file keeps everything', () => {
    expect(judge({}).state).toBe('ok')
  })

  test('that evicts is a problem, and maxmemory-policy is the fix', () => {
    const verdict = judge({ evictionPolicy: 'allkeys-lru' })
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('allkeys-lru') })
    expect(verdict.fix).toContain('maxmemory-policy to noeviction')
  })

  test('that keeps nothing on disk is a problem, that only makes snapshots a warning', () => {
    const fix = expect.stringContaining('appendonly to yes')
    expect(judge({ appendOnly: false, snapshots: false })).toMatchObject({ state: 'problem', fix })
    expect(judge({ appendOnly: false })).toMatchObject({ state: 'warning', fix })
    expect(judge({ appendOnly: false, snapshots: null })).toMatchObject({ state: 'warning', fix })
  })

  test.each(['6.0.20', '5.0.7'])('%s is too old', (version) => {
    expect(judge({ version })).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('6.2 or newer'),
    })
  })

  test('that does not show its settings is a warning that names them', () => {
    for (const hidden of [judge({ evictionPolicy: null }), judge({ appendOnly: null })]) {
      expect(hidden).toMatchObject({ state: 'warning', fix: expect.stringMatching(/noeviction.*appendonly/) })
    }
  })
})

describe('PostgreSQL', () => {
  const good = {
    kind: 'postgres',
    version: '15.8',
    fsync: true,
    fullPageWrites: true,
    synchronousCommit: 'on',
  } as const
  const judge = (parts: Partial<Durability & { kind: 'postgres' }>) => judgeDurability({ ...good, ...parts })

  test('with fsync keeps everything', () => {
    expect(judge({}).state).toBe('ok')
    expect(judge({ synchronousCommit: 'local' }).state).toBe('ok')
  })

  test('without fsync or full page writes is a problem', () => {
    expect(judge({ fsync: false })).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('Set fsync to on'),
    })
    const verdict = judge({ fullPageWrites: false })
    expect(verdict).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('Set full_page_writes to on'),
    })
  })

  test('with asynchronous commits is a warning', () => {
    const verdict = judge({ synchronousCommit: 'off' })
    expect(verdict).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('synchronous_commit = on'),
    })
  })

  test('that is too old is a problem', () => {
    expect(judge({ version: '12.20' })).toMatchObject({ state: 'problem', fix: 'Update it to 13 or newer.' })
  })
})

test('an embedded queue has no server to ask', () => {
  expect(judgeDurability({ kind: 'embedded' }).state).toBe('skipped')
})
