import { describe, expect, test } from 'vitest'
import { handDocumentSchema } from '../document/hand.ts'
import { openCommandLine } from '../testkit/command-line.ts'

const comments = ({ mailcow }: ReturnType<typeof openCommandLine>) =>
  Object.fromEntries(mailcow.aliases().map((row) => [row.address, row.privateComment]))

async function synced() {
  const line = openCommandLine()
  await line.run('sync')
  return line
}

test('a released alias keeps everything but its marker, and is not taken back by itself', async () => {
  const line = await synced()
  const before = line.mailcow.aliases()
  const { code, stdout } = await line.run('release office@example.org')
  expect(code).toBe(0)
  expect(stdout).toContain('1 change made and read back.')
  const row = before.find(({ address }) => address === 'office@example.org')
  expect(line.mailcow.aliases()).toContainEqual({
    ...row,
    privateComment: 'cowherd released',
    modified: expect.any(String),
  })
  const later = await line.run('sync')
  expect(later.stdout).toContain('was released from Cowherd')
  expect(comments(line)['office@example.org']).toBe('cowherd released')
})

test('--all releases every alias of this installation and no other', async () => {
  const line = await synced()
  const marker = `cowherd owner=other group=${line.groups.Office}`
  line.mailcow.addAlias({ address: 'o@example.org', goto: 'bob@example.org', privateComment: marker })
  const { document } = await line.runJson('release --all', handDocumentSchema)
  expect(document.results).toHaveLength(3)
  expect(comments(line)).toEqual({
    'hand@example.org': 'by hand',
    'o@example.org': marker,
    'backend@example.org': 'cowherd released',
    'developers@example.org': 'cowherd released',
    'office@example.org': 'cowherd released',
  })
})

test('a dry run shows it and writes nothing', async () => {
  const line = await synced()
  const before = comments(line)
  const { code, document } = await line.runJson('release --all --dry-run', handDocumentSchema)
  expect(code).toBe(0)
  expect(document).toMatchObject({ dryRun: true, results: [] })
  expect(document.changes.map(({ action }) => action)).toEqual(['release', 'release', 'release'])
  expect(comments(line)).toEqual(before)
})

test('nothing is released while writes are paused', async () => {
  const line = await synced()
  const before = comments(line)
  await line.run('pause')
  const { code, document } = await line.runJson('release --all', handDocumentSchema)
  expect([code, document.results, document.paused?.reason]).toEqual([3, [], 'no reason given'])
  expect(comments(line)).toEqual(before)
})

test('the aliases are saved before the first write ever, also where that is a release', async () => {
  const line = openCommandLine()
  const marker = `cowherd owner=main group=${line.groups.Office}`
  line.mailcow.addAlias({ address: 'old@example.org', goto: 'bob@example.org', privateComment: marker })
  const { document } = await line.runJson('release old@example.org', handDocumentSchema)
  expect(document.savedFirst).toContain(line.dataDir)
})

test('one alias that cannot be released is an error, and the others are', async () => {
  const line = await synced()
  line.mailcow.faults.add({
    kind: 'false-success',
    matches: ({ method, path }) => method === 'POST' && path.includes('edit/alias'),
  })
  const { code, document } = await line.runJson('release --all', handDocumentSchema)
  expect(code).toBe(1)
  expect(document.results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'applied', 'failed'])
})

describe('it refuses', () => {
  test.each([
    ['release', 64, /give the addresses to release, or --all/],
    ['release --all office@example.org', 64, /not both/],
    ['release hand@example.org', 1, /hand@example\.org is not an alias of this installation \(owner main\)/],
    ['release ofice@example.org', 1, /no alias ofice@example\.org\. Did you mean "office@example\.org"\?/],
  ])('%s', async (args, expected, message) => {
    const line = await synced()
    const before = comments(line)
    const { code, stderr } = await line.run(args)
    expect(code).toBe(expected)
    expect(stderr).toMatch(message)
    expect(comments(line)).toEqual(before)
  })
})
