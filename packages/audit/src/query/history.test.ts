import { expect, test } from 'vitest'
import { changeOf, contentOf, made } from '../testkit/change.ts'
import { entriesOf, openLog, temporaryFolder } from '../testkit/log.ts'
import { fits } from './filter.ts'
import { aliasAt, presences, readHistory } from './history.ts'
import { readEntries } from './read.ts'

const at = (minute: number) => new Date(Date.parse('2026-11-24T12:00:00Z') + minute * 60_000)
const devs = 'devs@example.org'

/** Made with Ann at minute 1, Bob for her at 2, a failure at 3, renamed at 4, and an alias of another id at the address at 5. */
async function told() {
  const log = openLog(temporaryFolder())
  const step = (minute: number, change: ReturnType<typeof changeOf>, facts = {}) => {
    log.clock.ms = at(minute).getTime()
    const recorder = log.recorder(`run-${minute}`, { kind: 'event' })
    recorder.begin(change)
    recorder.settled(made(change, facts))
    return recorder.flush()
  }
  const [ann, bob] = [contentOf('devs', ['ann']), contentOf('devs', ['bob'])]
  await step(1, changeOf(undefined, ann))
  await step(2, changeOf(ann, bob))
  await step(3, changeOf(bob, contentOf('devs', ['carl'])), { outcome: 'failed' })
  await step(4, changeOf(bob, contentOf('coders', ['bob'])))
  await step(5, changeOf(undefined, contentOf('devs', ['dora'])), { id: 8 })
  return log.folder
}

test('what stood at an address at a moment is what was written last before it', async () => {
  const history = await readHistory(await told(), devs)
  const membersAt = (minute: number) => aliasAt(history, at(minute))?.content.members
  expect([0, 1, 2, 3.5, 4.5, 6].map(membersAt)).toEqual([
    undefined,
    ['ann@example.org'],
    ['bob@example.org'],
    ['bob@example.org'],
    undefined,
    ['dora@example.org'],
  ])
  expect(aliasAt(history, at(6))?.id).toBe(8)
})

test('before the first change it is what that change found', async () => {
  const log = openLog(temporaryFolder())
  const change = changeOf(contentOf('devs', ['ann']), contentOf('devs', ['bob']))
  const recorder = log.recorder('r', { kind: 'sweep' })
  recorder.begin(change)
  recorder.settled(made(change))
  const history = await readHistory(log.folder, devs)
  expect(aliasAt(history, at(-60))?.content.members).toEqual(['ann@example.org'])
})

test('who got the mail when, and why', async () => {
  const history = await readHistory(await told(), devs)
  const time = (minute: number) => at(minute).toISOString()
  expect(presences(history)).toMatchObject([
    { member: 'ann@example.org', from: time(1), until: time(2) },
    { member: 'bob@example.org', from: time(2), until: time(4), came: 'differs from the group: members' },
    { member: 'dora@example.org', from: time(5), until: null, left: null },
  ])
})

test('entries are found by time, address, person and run', async () => {
  const entries = await entriesOf(await told())
  const found = (filter: Parameters<typeof fits>[1]) => entries.filter((entry) => fits(entry, filter)).length
  expect(found({})).toBe(5)
  expect(found({ since: at(2), until: at(4) })).toBe(2)
  expect(found({ address: 'coders@example.org' })).toBe(1)
  expect(found({ person: 'ANN@example.org' })).toBe(2)
  expect(found({ run: 'run-3' })).toBe(1)
  expect(found({ run: 'run-3', person: 'dora@example.org' })).toBe(0)
})

test('files that were last written before a moment are not even opened', async () => {
  const folder = await told()
  const count = async (since: Date) => {
    let entries = 0
    for await (const _ of readEntries(folder, since)) entries += 1
    return entries
  }
  expect(await count(new Date(Date.now() - 60_000))).toBe(5)
  expect(await count(new Date(Date.now() + 60_000))).toBe(0)
})

test('somebody is affected by coming, by going, and by what becomes of a list that they are in; not by others', async () => {
  const log = openLog(temporaryFolder())
  const recorder = log.recorder('run', { kind: 'sweep' })
  const steps = [
    ['comes', undefined, contentOf('devs', ['ann'])],
    ['another comes', contentOf('devs', ['ann']), contentOf('devs', ['ann', 'bob'])],
    ['another goes', contentOf('devs', ['ann', 'bob']), contentOf('devs', ['ann'])],
    ['renamed', contentOf('devs', ['ann']), contentOf('coders', ['ann'])],
    ['switched off', contentOf('coders', ['ann']), contentOf('coders', ['ann'], false)],
    ['goes', contentOf('coders', ['ann'], false), contentOf('coders', ['bob'], false)],
    ['is not there', contentOf('coders', ['bob']), contentOf('coders', ['carl'])],
  ] as const
  for (const [reason, before, after] of steps) {
    const change = changeOf(before, after, { reason })
    recorder.begin(change)
    recorder.settled(made(change))
  }
  await recorder.flush()
  await log.decide({ decision: 'pause', by: 'ann@example.org' })
  const entries = await entriesOf(log.folder)
  const told = entries.filter((entry) => fits(entry, { affected: 'Ann@example.org' }))
  expect(told.map((entry) => entry.kind === 'change' && entry.reason)).toEqual([
    'comes',
    'renamed',
    'switched off',
    'goes',
  ])
})

test('changes of a run that let held ones through name who approved, also where that was another process', async () => {
  const folder = temporaryFolder()
  const [desk, worker] = [openLog(folder), openLog(folder)]
  await desk.decide({ decision: 'approve', by: 'kay', detail: '0123456789abcdef' })
  worker.clock.ms += 1000
  const recorder = worker.recorder('run', { kind: 'sweep' })
  const change = changeOf(contentOf('devs', ['ann', 'bob']), contentOf('devs', ['ann']))
  recorder.approved('0123456789abcdef')
  recorder.begin(change)
  recorder.settled(made(change))
  await recorder.flush()
  const later = worker.recorder('later', { kind: 'sweep' })
  later.begin(change)
  later.settled(made(change))
  await later.flush()
  const changes = (await entriesOf(folder)).flatMap((entry) => (entry.kind === 'change' ? [entry] : []))
  expect(changes.map(({ cause }) => cause)).toEqual([
    { kind: 'sweep', approval: '0123456789abcdef', by: 'kay' },
    { kind: 'sweep' },
  ])
  expect(changes.filter((entry) => fits(entry, { person: 'kay' }))).toHaveLength(1)
})
