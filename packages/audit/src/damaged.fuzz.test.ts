import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spoiltText } from '@cowherd/fuzz'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasePerson } from './erase/erase.ts'
import { createDecoder } from './query/decode.ts'
import { fits } from './query/filter.ts'
import { aliasAt, presences, readHistory } from './query/history.ts'
import { pruneLog } from './retention/prune.ts'
import { changeOf, contentOf, made } from './testkit/change.ts'
import { entriesOf, openLog, temporaryFolder } from './testkit/log.ts'
import { verifyLog } from './verify/verify.ts'

const address = 'devs@example.org'
const files = new Map<string, string>()
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cowherd-audit-'))
  const log = openLog(folder)
  const recorder = log.recorder('run-1', { kind: 'event', ears: ['webhook'], events: ['e1'], by: 'ann' })
  for (const [before, after] of [
    [undefined, contentOf('devs', ['ann', 'bob'])],
    [contentOf('devs', ['ann', 'bob']), contentOf('devs', ['ann', 'carl'])],
  ] as const) {
    const change = changeOf(before, after)
    recorder.begin(change)
    recorder.settled(made(change))
    await recorder.flush()
  }
  await log.decide({ decision: 'pause', by: 'ann', detail: 'moving' })
  await log.close()
  await erasePerson('bob@example.org', 'ann', openLog(folder).options)
  for (const name of readdirSync(folder)) files.set(name, readFileSync(join(folder, name), 'utf8'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A folder of which one line of one file is spoilt. */
function damaged(pick: number, text: fc.GeneratorValue): string {
  const copy = temporaryFolder()
  const [name, whole] = [...files][pick % files.size] ?? ['', '']
  const lines = whole.split('\n')
  const at = (pick >> 4) % Math.max(1, lines.length - 1)
  lines[at] = text(spoiltText, JSON.parse(lines[at] ?? '{}')).replaceAll('\n', ' ')
  for (const [one, kept] of files) writeFileSync(join(copy, one), one === name ? lines.join('\n') : kept)
  return copy
}

test('whatever stands in a line, reading goes on, and what is told has a time, an owner and whole lists', () => {
  const lines = [...files].flatMap(([name, text]) =>
    name.endsWith('.jsonl') ? text.trimEnd().split('\n') : [],
  )
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.gen(), (at, text) => {
      const decoder = createDecoder('chain')
      const all = lines.map((line, index) => (index === at ? text(spoiltText, JSON.parse(line)) : line))
      const told = [...all.flatMap((line) => decoder.decode(line) ?? []), ...decoder.open()]
      expect(told.length).toBeGreaterThanOrEqual(2)
      for (const entry of told) {
        expect([typeof entry.time, typeof entry.owner]).toEqual(['string', 'string'])
        fits(entry, { since: new Date(0), person: 'ann', address, affected: address })
        if (entry.kind !== 'change') continue
        for (const content of [entry.before, entry.after])
          expect(content?.members.every((member) => typeof member === 'string')).not.toBe(false)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('a line that is damaged in whatever way hides itself at most: the rest is read, verified, erased and pruned', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(4095), fc.gen(), async (pick, text) => {
      const copy = damaged(pick, text)
      for (const entry of await entriesOf(copy)) {
        expect(typeof entry.time).toBe('string')
        fits(entry, { since: new Date(0), person: 'ann', address, affected: address })
      }
      const history = await readHistory(copy, address)
      presences(history)
      aliasAt(history, new Date('2026-11-25'))
      await verifyLog(copy)
      const { options } = openLog(copy)
      await erasePerson('carl@example.org', 'ann', options)
      await pruneLog(copy, 1, new Date('2100-01-01'))
    }),
    { numRuns: 50 },
  )
})
