import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changeOf, contentOf, made } from './testkit/change.ts'
import { entriesOf, openLog, temporaryFolder } from './testkit/log.ts'
import { verifyLog } from './verify/verify.ts'

const change = changeOf(contentOf('devs', ['ann', 'bob']), contentOf('devs', ['ann', 'carl']))
const cause = { kind: 'event', ears: ['webhook'], events: ['e1'], scopes: ['user-7'] } as const

describe('a record', () => {
  test('tells what was, what is, why, by what cause and what became of it', async () => {
    const log = openLog(temporaryFolder())
    const recorder = log.recorder('run-1', cause)
    recorder.begin(change)
    log.clock.ms += 40
    recorder.settled(made(change))
    await recorder.flush()
    expect(await entriesOf(log.folder)).toEqual([
      {
        ...{ kind: 'change', time: '2026-11-24T12:00:00.040Z', owner: 'main', run: 'run-1', cause },
        ...{ chain: expect.any(String), seq: expect.any(Number), action: 'update', id: 7 },
        ...{ address: 'devs@example.org', group: change.group, before: change.before, after: change.after },
        ...{ reason: change.reason, outcome: 'applied', why: null },
      },
    ])
    expect(log.counted).toEqual(['written'])
  })

  test('of a failure tells why', async () => {
    const log = openLog(temporaryFolder())
    const recorder = log.recorder('r', { kind: 'command', command: 'sync', by: 'ann' })
    recorder.begin(change)
    recorder.settled(made(change, { outcome: 'failed', reason: 'Mailcow refused' }))
    await recorder.flush()
    expect(await entriesOf(log.folder)).toMatchObject([
      { outcome: 'failed', why: 'Mailcow refused', cause: { by: 'ann' } },
    ])
  })

  test('of a creation and of a deletion has one side', async () => {
    const log = openLog(temporaryFolder())
    const recorder = log.recorder('r', { kind: 'sweep' })
    const content = contentOf('devs', ['ann'])
    for (const one of [changeOf(undefined, content), changeOf(content, undefined)]) {
      recorder.begin(one)
      recorder.settled(made(one))
    }
    await recorder.flush()
    expect(await entriesOf(log.folder)).toMatchObject([
      { id: 7, before: null, after: content, address: content.address },
      { id: 7, before: content, after: null, address: content.address },
    ])
  })

  test('whose end is not there was begun, and nobody knows more', async () => {
    const log = openLog(temporaryFolder())
    log.recorder('r', { kind: 'sweep' }).begin(change)
    expect(await entriesOf(log.folder)).toMatchObject([{ outcome: 'unknown', after: change.after }])
  })

  test('is none for a change that was never begun', async () => {
    const log = openLog(temporaryFolder())
    const recorder = log.recorder('r', { kind: 'sweep' })
    recorder.settled(made(change, { outcome: 'superseded' }))
    recorder.settled(made(change, { outcome: 'not-attempted' }))
    await recorder.flush()
    expect(readdirSync(log.folder)).toEqual([])
  })

  test('holds an address once in a file, however often it is told', async () => {
    const log = openLog(temporaryFolder())
    const recorder = log.recorder('r', { kind: 'sweep' })
    for (let count = 0; count < 10; count += 1) {
      recorder.begin(change)
      recorder.settled(made(change))
    }
    await log.close()
    const [name = ''] = readdirSync(log.folder).filter((file) => file.endsWith('.jsonl'))
    expect(readFileSync(join(log.folder, name), 'utf8').split('ann@example.org')).toHaveLength(2)
  })
})

test('decisions and changes of several writers are read together, in order of time', async () => {
  const folder = temporaryFolder()
  const one = openLog(folder)
  const other = openLog(folder)
  other.clock.ms += 1000
  for (const step of [0, 1, 2]) {
    one.clock.ms += 2000
    await one.decide({ decision: 'hold', by: 'ann', address: `one${step}@example.org` })
    other.clock.ms += 2000
    await other.decide({ decision: 'end-hold', by: 'bob', address: `other${step}@example.org` })
  }
  const told = await entriesOf(folder)
  expect(told.map((entry) => (entry.kind === 'decision' ? entry.address : ''))).toEqual(
    [0, 1, 2].flatMap((step) => [`one${step}@example.org`, `other${step}@example.org`]),
  )
})

test('runs that end side by side, over several files, disturb each other in nothing', async () => {
  const log = openLog(temporaryFolder(), { octetsMax: 3_000 })
  const run = async (name: number) => {
    const recorder = log.recorder(`run-${name}`, { kind: 'sweep' })
    for (let count = 0; count < 5; count += 1) {
      const one = { ...change }
      recorder.begin(one)
      recorder.settled(made(one))
      await recorder.flush()
    }
  }
  await Promise.all(Array.from({ length: 20 }, (_, name) => run(name)))
  await log.close()
  expect(log.failures).toEqual([])
  expect(await verifyLog(log.folder)).toMatchObject({ records: 100, findings: [] })
  expect(
    (await entriesOf(log.folder)).every((entry) => entry.kind === 'change' && entry.outcome === 'applied'),
  ).toBe(true)
})

describe('where nothing can be written', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })

  test('nothing is thrown, it is told once for a run and counted, and later the log tells of the gap', async () => {
    let room = true
    const { writeSync } = await import('node:fs')
    const log = openLog(temporaryFolder(), {
      write(file, data) {
        if (room) return writeSync(file, data)
        // Half a line is there before the disk is full.
        writeSync(file, data.subarray(0, 20))
        if (data.length > 20) throw full
        return data.length
      },
    })
    const run = async () => {
      const recorder = log.recorder('r', { kind: 'sweep' })
      for (let count = 0; count < 3; count += 1) {
        const one = { ...change }
        recorder.begin(one)
        recorder.settled(made(one))
      }
      await recorder.flush()
    }
    await run()
    room = false
    await run()
    expect(log.failures).toEqual([
      expect.stringMatching(/cannot be written: ENOSPC.*; 3 records are lost so far\. Changes go on/),
    ])
    room = true
    await run()
    await log.close()
    expect(log.counted.filter((result) => result === 'lost')).toHaveLength(3)
    const kinds = (await entriesOf(log.folder)).map(({ kind }) => kind)
    expect(kinds).toEqual(['change', 'change', 'change', 'gap', 'change', 'change', 'change'])
    expect((await verifyLog(log.folder)).findings).toEqual([])
  })

  test('a folder that cannot be made is told', async () => {
    const log = openLog('/dev/null/audit')
    await log.decide({ decision: 'pause', by: 'ann' })
    expect(log.failures).toEqual([expect.stringContaining('/dev/null/audit')])
    await log.close()
  })
})
