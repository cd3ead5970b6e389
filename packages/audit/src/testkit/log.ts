import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Entry } from '../entry/entry.ts'
import { type AuditLog, createAuditLog, type LogOptions } from '../log.ts'
import { readEntries } from '../query/read.ts'

/** A folder that goes with the running test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cowherd-audit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A log with a clock of its own, and what it complained of. */
export interface TestLog extends AuditLog {
  readonly folder: string
  readonly clock: { ms: number }
  readonly failures: string[]
  readonly counted: string[]
  readonly options: LogOptions
}

let names = 0

/** Opens a log in a folder, at noon. */
export function openLog(folder: string, options: Partial<LogOptions> = {}): TestLog {
  const clock = { ms: Date.parse('2026-11-24T12:00:00Z') }
  const failures: string[] = []
  const counted: string[] = []
  const all: LogOptions = {
    folder,
    owner: 'main',
    now: () => new Date(clock.ms),
    randomHex: (octets) => {
      names += 1
      return names.toString(16).padStart(2 * octets, '0')
    },
    onFailure: (message) => failures.push(message),
    onRecord: (result) => counted.push(result),
    ...options,
  }
  return { ...createAuditLog(all), folder, clock, failures, counted, options: all }
}

/** All entries of a folder. */
export async function entriesOf(folder: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of readEntries(folder)) entries.push(entry)
  return entries
}
