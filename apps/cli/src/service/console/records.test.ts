import { loadSettings } from '@cowherd/config'
import { expect, test } from 'vitest'
import { neverIo } from '../../reference/never-io.ts'
import { openCommandLine } from '../../testkit/command-line.ts'
import { openRecords } from './records.ts'

test('the console shows what commands changed and what was decided in it, the newest first', async () => {
  const line = openCommandLine()
  line.env['USER'] = 'ann'
  await line.run('sync')
  const io = { ...neverIo, now: () => new Date('2026-11-24T13:00:00Z') }
  const records = openRecords(loadSettings(line.env, { readFile: () => '' }), io, () => {})
  await records.decide({ decision: 'refuse', by: 'olga', detail: '0123' })
  expect(await records.history({ count: 2 })).toEqual([
    {
      ...{ time: '2026-11-24T13:00:00.000Z', action: 'refuse', address: undefined, cause: 'decision' },
      ...{ by: 'olga', detail: '0123', about: [], added: [], removed: [] },
    },
    {
      ...{ time: '2026-11-24T12:00:00.000Z', action: 'create', address: 'office@example.org', by: 'ann' },
      ...{ cause: 'cowherd sync by ann', detail: 'a new group', about: [] },
      ...{ added: ['alice@example.org', 'carol@example.org'], removed: [] },
    },
  ])
  expect(await records.history({ count: 9, person: 'bob@example.org' })).toHaveLength(2)
  expect(await records.history({ count: 9, affected: 'bob@example.org' })).toHaveLength(2)
  expect(await records.history({ count: 9, affected: 'ann' })).toHaveLength(0)
  expect(await records.history({ count: 9, address: 'office@example.org' })).toHaveLength(1)
  await records.close()
})
