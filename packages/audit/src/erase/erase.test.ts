import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeOf, contentOf, made } from '../testkit/change.ts'
import { entriesOf, openLog, temporaryFolder } from '../testkit/log.ts'
import { verifyLog } from '../verify/verify.ts'
import { erasePerson } from './erase.ts'

const everything = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')

async function filled() {
  const log = openLog(temporaryFolder())
  const recorder = log.recorder('r', { kind: 'command', command: 'sync', by: 'root' })
  const write = (reason: string) => {
    const one = changeOf(contentOf('devs', ['ann', 'joann']), contentOf('devs', ['ann', 'carl']), { reason })
    recorder.begin(one)
    recorder.settled(made(one))
    return recorder.flush()
  }
  await write('it waits for the change of ANN@example.org, which was not made')
  return { log, write }
}

test('a person is gone from every file and everybody else is there; the chain stays whole', async () => {
  const { log, write } = await filled()
  expect(await erasePerson('ann@example.org', 'root', log.options)).toEqual({ texts: 2, files: 1 })
  expect(everything(log.folder)).not.toMatch(/[^o]ann@example/i)
  expect(everything(log.folder)).toContain('joann@example.org')
  expect(await verifyLog(log.folder)).toMatchObject({ erased: 2, findings: [] })
  // The service went on meanwhile, with the file open.
  await write('again')
  expect(await verifyLog(log.folder)).toMatchObject({ erased: 2, findings: [] })
  const entries = await entriesOf(log.folder)
  const members = entries.flatMap((entry) => (entry.kind === 'change' ? [entry.after?.members] : []))
  expect(members).toHaveLength(2)
  expect(members[0]).toEqual(['carl@example.org', expect.stringMatching(/^erased:[0-9a-f]{8}$/)])
  expect(members[1]).toEqual(members[0])
  expect(entries).toContainEqual(
    expect.objectContaining({ decision: 'erase', by: 'root', detail: '2 texts' }),
  )
})

test('nobody of the name leaves the log as it is', async () => {
  const { log } = await filled()
  const before = everything(log.folder)
  expect(await erasePerson('nn@example.org', 'root', log.options)).toEqual({ texts: 0, files: 0 })
  expect(everything(log.folder)).toBe(before)
})
