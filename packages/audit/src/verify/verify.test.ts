import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf, contentOf, made } from '../testkit/change.ts'
import { openLog, temporaryFolder } from '../testkit/log.ts'
import { verifyLog } from './verify.ts'

/** A log of so many changes, in files of at most so many octets. */
async function written(changes: number, octetsMax?: number) {
  const log = openLog(temporaryFolder(), { octetsMax })
  for (let index = 0; index < changes; index += 1) {
    const recorder = log.recorder(`run-${index}`, { kind: 'sweep' })
    const change = changeOf(
      contentOf('devs', ['ann', `bob${index}`]),
      contentOf('devs', ['ann', `carl${index}`]),
    )
    recorder.begin(change)
    recorder.settled(made(change))
    await recorder.flush()
  }
  await log.close()
  return log
}

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
const linesOf = (folder: string, name: string) =>
  readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
const failing = async (folder: string) =>
  (await verifyLog(folder)).findings.filter(({ code }) => code !== 'unfinished')

test('a log that nobody touched has nothing to find, over several files and writers', async () => {
  const log = await written(20, 2000)
  await openLog(log.folder).decide({ decision: 'pause', by: 'ann', detail: 'moving' })
  const verification = await verifyLog(log.folder)
  expect(verification).toMatchObject({ records: 21, erased: 0, findings: [] })
  expect(verification.files).toBeGreaterThan(4)
  expect(verification.heads).toHaveLength(2)
})

test('an empty folder, and none at all, is in order', async () => {
  expect(await failing(temporaryFolder())).toEqual([])
  expect(await failing('/no/such/folder')).toEqual([])
})

describe('whatever is done to the lines is found, and named', () => {
  test('an edit of any octet', async () => {
    const { folder } = await written(4)
    const [name = ''] = filesIn(folder)
    const whole = readFileSync(join(folder, name))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const edited = Buffer.from(whole)
        edited[at] = (edited[at] ?? 0) ^ flip
        writeFileSync(join(folder, name), edited)
        const findings = await failing(folder)
        // The last line feed alone makes an unfinished line, which its head shows to be cut.
        expect(findings).not.toEqual([])
        const line = whole.subarray(0, at).toString('latin1').split('\n').length
        const told = findings.map((finding) => finding.line ?? line)
        expect(told.some((one) => one >= line && one <= line + 1)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('lines that are taken out, put elsewhere or doubled', async () => {
    const { folder } = await written(6)
    const [name = ''] = filesIn(folder)
    const lines = linesOf(folder, name)
    const index = fc.nat(lines.length - 1)
    await fc.assert(
      fc.asyncProperty(index, index, fc.constantFrom('cut', 'move', 'double'), async (from, to, how) => {
        const edited = [...lines]
        if (how === 'cut') edited.splice(Math.min(from, to), Math.abs(from - to) + 1)
        else if (how === 'move') {
          fc.pre(from !== to)
          edited.splice(to, 0, ...edited.splice(from, 1))
        } else edited.splice(to, 0, lines[from] ?? '')
        writeFileSync(join(folder, name), edited.map((line) => `${line}\n`).join(''))
        expect(await failing(folder)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('a file that is taken away, the first, one between, and the last', async () => {
    const { folder } = await written(20, 2000)
    const names = filesIn(folder)
    for (const name of [names[0], names[2], names.at(-1)]) {
      const path = join(folder, name ?? '')
      const content = readFileSync(path)
      rmSync(path)
      expect((await failing(folder)).map(({ code }) => code)).toContain(
        name === names.at(-1) ? 'cut' : 'missing',
      )
      writeFileSync(path, content)
    }
    for (const name of names) rmSync(join(folder, name))
    expect((await failing(folder)).map(({ code }) => code)).toEqual(['cut'])
  })

  test('lines that were sealed anew after an edit: their end is not the one that was reached', async () => {
    const log = await written(3)
    const [name = ''] = filesIn(log.folder)
    const other = await written(4)
    const [otherName = ''] = filesIn(other.folder)
    writeFileSync(join(log.folder, name), readFileSync(join(other.folder, otherName)))
    expect(await failing(log.folder)).not.toEqual([])
  })

  test('the head that is taken away', async () => {
    const { folder } = await written(2)
    const head = readdirSync(folder).find((name) => name.endsWith('.head')) ?? ''
    rmSync(join(folder, head))
    expect(await failing(folder)).toEqual([expect.objectContaining({ code: 'missing', file: head })])
  })

  test('words that are taken out without an erasure', async () => {
    const { folder } = await written(2)
    const [name = ''] = filesIn(folder)
    const path = join(folder, name)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/,"salt":"\w+","value":"ann@[^}]*}/, ',"erased":true}'),
    )
    expect(await failing(folder)).toEqual([expect.objectContaining({ code: 'taken-out', file: name })])
  })
})

test('a log that was made anew, or taken away as a whole, is found by what was kept elsewhere', async () => {
  const log = await written(3)
  const { heads } = await verifyLog(log.folder)
  await openLog(log.folder).decide({ decision: 'pause', by: 'ann' })
  expect((await verifyLog(log.folder, heads)).findings).toEqual([])
  const [{ chain } = { chain: '' }] = heads
  expect((await verifyLog(log.folder, [{ chain, seq: 3, hash: 'another' }])).findings).toMatchObject([
    { code: 'edited' },
  ])
  expect((await verifyLog(log.folder, [{ chain, seq: 999, hash: 'x' }])).findings).toMatchObject([
    { code: 'cut' },
  ])
  for (const name of readdirSync(log.folder)) if (name.startsWith(chain)) rmSync(join(log.folder, name))
  expect((await verifyLog(log.folder)).findings).toEqual([])
  expect((await verifyLog(log.folder, heads)).findings).toMatchObject([{ code: 'missing' }])
})

test('a last line that does not end is named and no fault', async () => {
  const { folder } = await written(3)
  const [name = ''] = filesIn(folder)
  const lines = linesOf(folder, name)
  writeFileSync(join(folder, name), '{"seq":99,"kind":"begi', { flag: 'a' })
  expect((await verifyLog(folder)).findings).toEqual([
    expect.objectContaining({ code: 'unfinished', file: name, line: lines.length + 1 }),
  ])
})

test('ten thousand records take a fraction of a second, as a million take less than twenty', async () => {
  const log = openLog(temporaryFolder())
  const recorder = log.recorder('r', { kind: 'sweep' })
  const members = Array.from({ length: 20 }, (_, index) => `p${index}`)
  for (let index = 0; index < 10_000; index += 1) {
    const change = changeOf(contentOf('devs', members), contentOf('devs', [...members, `q${index % 500}`]))
    recorder.begin(change)
    recorder.settled(made(change))
  }
  await log.close()
  const begun = performance.now()
  expect(await verifyLog(log.folder)).toMatchObject({ records: 10_000, findings: [] })
  expect(performance.now() - begun).toBeLessThan(5_000)
})
