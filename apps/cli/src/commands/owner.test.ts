import { describe, expect, test } from 'vitest'
import { handDocumentSchema } from '../document/hand.ts'
import { openCommandLine } from '../testkit/command-line.ts'

async function synced() {
  const line = openCommandLine()
  await line.run('sync')
  return line
}

const ownersOf = ({ mailcow }: ReturnType<typeof openCommandLine>) =>
  mailcow.aliases().map((row) => /owner=([a-z0-9-]+)/.exec(row.privateComment ?? '')?.[1])

test('renaming hands over every alias of the owner, and the new owner finds nothing to do', async () => {
  const line = await synced()
  const { code, stdout } = await line.run('owner rename main office')
  expect(code).toBe(0)
  expect(stdout).toContain('Then set COWHERD_OWNER=office')
  expect(ownersOf(line)).toEqual([undefined, 'office', 'office', 'office'])
  line.env['COWHERD_OWNER'] = 'office'
  expect((await line.run('plan --detailed-exitcode')).code).toBe(0)
})

test('a dry run shows it and writes nothing', async () => {
  const line = await synced()
  const { document } = await line.runJson('owner rename main office --dry-run', handDocumentSchema)
  expect(document.changes).toHaveLength(3)
  expect(ownersOf(line)).toEqual([undefined, 'main', 'main', 'main'])
})

test('a pause of the old owner keeps it from being renamed', async () => {
  const line = await synced()
  await line.run('pause')
  line.env['COWHERD_OWNER'] = 'office'
  expect((await line.run('owner rename main office')).code).toBe(3)
  expect(ownersOf(line)).toEqual([undefined, 'main', 'main', 'main'])
})

test('two owners that become one are a warning', async () => {
  const line = await synced()
  const marker = `cowherd owner=office group=${line.groups.Office}`
  line.mailcow.addAlias({ address: 'o@example.org', goto: 'bob@example.org', privateComment: marker })
  const { code, stderr } = await line.run('owner rename main office')
  expect(code).toBe(0)
  expect(stderr).toContain('1 alias belongs to office already')
})

describe('it refuses', () => {
  test.each([
    ['owner rename main Main', 64, /"Main" is no name of an owner/],
    [`owner rename main ${'x'.repeat(33)}`, 64, /is no name of an owner/],
    ['owner rename main main', 64, /the two names are the same/],
    ['owner rename main', 64, /missing required argument/],
    [
      'owner rename mian office',
      1,
      /No alias belongs to the owner mian\. Owners that have some: main\. Did you mean "main"\?/,
    ],
  ])('%s', async (args, expected, message) => {
    const line = await synced()
    const { code, stderr } = await line.run(args)
    expect(code).toBe(expected)
    expect(stderr).toMatch(message)
    expect(ownersOf(line)).toEqual([undefined, 'main', 'main', 'main'])
  })
})
