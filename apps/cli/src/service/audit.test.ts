import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEntries } from '@cowherd/audit'
import { loadSettings } from '@cowherd/config'
import type { StoredScope } from '@cowherd/queue'
import { creationOf } from '@cowherd/reconcile/testkit'
import { expect, test } from 'vitest'
import { auditFolder } from '../audit/folder.ts'
import { neverIo } from '../reference/never-io.ts'
import { openCommandLine } from '../testkit/command-line.ts'
import { openServiceAudit } from './audit.ts'

const at = Date.parse('2026-11-24T12:00:00Z')
const event: StoredScope = { scope: { kind: 'user', id: 7 }, ear: 'webhook', eventId: 'e1', at }

function opened() {
  const line = openCommandLine()
  const settings = loadSettings(line.env, { readFile: () => '' })
  const told: string[] = []
  const clock = { ms: at }
  const io = { ...neverIo, now: () => new Date(clock.ms), randomName: () => 'run-1' }
  const audit = openServiceAudit(settings, io, (level, message) => told.push(`${level}: ${message}`), {
    auditRecord: (result) => told.push(result),
  })
  const run = async (scopes: readonly StoredScope[]) => {
    const recorder = audit.openRecorder(scopes, 'run-1')
    const change = creationOf('a@example.org')
    recorder.begin(change)
    recorder.settled({ change, outcome: 'applied', id: 7, reason: undefined, uncertain: false })
    await recorder.flush()
  }
  return { settings, told, clock, audit, run, folder: auditFolder(settings) }
}

async function causesOf(folder: string) {
  const causes = []
  for await (const entry of readEntries(folder)) if (entry.kind === 'change') causes.push(entry.cause)
  return causes
}

test('the cause of a service’s changes is what its run was for', async () => {
  const { run, folder, audit } = opened()
  const all: StoredScope = { scope: { kind: 'all' }, ear: 'sweep', at }
  await run([event])
  await run([all])
  await run([event, { ...all, nightly: true }])
  await audit.close()
  expect(await causesOf(folder)).toEqual([
    { kind: 'event', ears: ['webhook'], events: ['e1'], scopes: ['user-7'] },
    { kind: 'sweep', ears: ['sweep'], scopes: ['all'] },
    { kind: 'nightly' },
  ])
})

test('what cannot be written is an error in the log and is counted', async () => {
  const { run, told, settings } = opened()
  writeFileSync(join(settings.dataDir, 'audit'), 'no folder')
  await run([event])
  expect(told).toEqual([
    'lost',
    expect.stringMatching(/^error: The audit log in .* Changes go on without it/),
  ])
})

test('old files are deleted, and the log tells of that', async () => {
  const { run, audit, clock, folder, told } = opened()
  await run([event])
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0)
  clock.ms += 2 * 86_400_000
  await audit.prune()
  expect(told).toEqual(['written'])
  clock.ms += 401 * 86_400_000
  await run([event])
  await audit.prune()
  expect(told).toContain('info: old files of the audit log deleted')
  await audit.close()
  expect(await causesOf(folder)).toHaveLength(1)
})
