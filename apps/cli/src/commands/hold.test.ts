import { describe, expect, test } from 'vitest'
import { explanationDocumentSchema } from '../document/explanation.ts'
import { handDocumentSchema } from '../document/hand.ts'
import { holdsDocumentSchema } from '../document/holds.ts'
import { openCommandLine } from '../testkit/command-line.ts'

async function synced() {
  const line = openCommandLine()
  line.env['USER'] = 'ann'
  await line.run('sync')
  return line
}

const listOf = ({ mailcow }: ReturnType<typeof openCommandLine>, address = 'office@example.org') =>
  mailcow.aliases().find((row) => row.address === address)

test('an alias on hold stays as it is through syncs, the others follow, and after its end it follows too', async () => {
  const line = await synced()
  const { code, stdout } = await line.run(['hold', 'office@example.org', '--reason', 'elections'])
  expect(code).toBe(0)
  expect(stdout).toContain('1 change made and read back.')
  const held = listOf(line)
  expect(held?.privateComment).toMatch(/ hold=2026-11-24T12:00Z$/)

  line.authentik.updateGroup(line.groups.Office, { users: [line.people.bob] })
  line.authentik.updateGroup(line.groups.Developers, { users: [line.people.carol] })
  line.wait(24 * 8)
  await line.run('sync --nightly')
  expect(listOf(line)).toEqual(held)
  expect(listOf(line, 'developers@example.org')?.goto).toContain('carol@example.org')

  expect((await line.run('hold office@example.org --end')).code).toBe(0)
  await line.run('sync')
  expect(listOf(line)?.goto).toBe('bob@example.org')
})

test('plan, explain and the list of holds show since when, by whom and why, and who still receives', async () => {
  const line = await synced()
  await line.run(['hold', 'office@example.org', '--reason', 'elections'])
  line.authentik.updateGroup(line.groups.Office, { users: [line.people.bob] })
  line.wait(50)
  const plan = await line.run('plan')
  expect(plan.stdout).toContain(
    'office@example.org is on hold since 2026-11-24T12:00Z (2 days), by ann: elections.',
  )
  expect(plan.stdout).toContain(
    'goes on reaching people who are not in its group: alice@example.org, carol@example.org.',
  )
  const { document } = await line.runJson('explain office', explanationDocumentSchema)
  expect(document.lists).toMatchObject([
    { state: 'on-hold', why: expect.stringContaining('by ann: elections') },
  ])
  expect((await line.runJson('hold', holdsDocumentSchema)).document.holds).toEqual([
    {
      ...{ id: listOf(line)?.id, address: 'office@example.org', since: '2026-11-24T12:00Z' },
      ...{ by: 'ann', reason: 'elections', waiting: ['bob@example.org'] },
      leavers: ['alice@example.org', 'carol@example.org'],
    },
  ])
  expect((await line.run('hold')).stdout).toContain('alice@example.org still receives')
})

test('a hold survives the loss of the data folder: it stands in the alias itself', async () => {
  const line = await synced()
  await line.run('hold office@example.org')
  line.env['COWHERD_DATA_DIR'] = openCommandLine().dataDir
  line.authentik.updateGroup(line.groups.Office, { users: [line.people.bob] })
  const before = listOf(line)
  await line.run('sync')
  expect(listOf(line)).toEqual(before)
  expect((await line.run('hold')).stdout).toContain('office@example.org  on hold since 2026-11-24T12:00Z')
})

test('a dry run and a pause write nothing', async () => {
  const line = await synced()
  const before = listOf(line)
  await line.run('hold office@example.org --dry-run')
  await line.run('pause')
  expect((await line.run('hold office@example.org')).code).toBe(3)
  expect(listOf(line)).toEqual(before)
})

test('a second hold, and the end of none, change nothing and say so', async () => {
  const line = await synced()
  expect((await line.run('hold office@example.org --end')).stdout).toContain('is not on hold.')
  await line.run('hold office@example.org')
  line.wait(1)
  const { stdout } = await line.run('hold office@example.org')
  expect(stdout).toContain('office@example.org is on hold already, since 2026-11-24T12:00Z.')
  const { document } = await line.runJson('hold office@example.org', handDocumentSchema)
  expect(document.changes).toEqual([])
})

describe('it refuses', () => {
  test.each([
    ['hold --end', 64, /give the addresses whose hold ends/],
    ['hold hand@example.org', 1, /not an alias of this installation \(owner main\)/],
    ['hold ofice@example.org', 1, /Did you mean "office@example\.org"\?/],
  ])('%s', async (args, expected, message) => {
    const line = await synced()
    const { code, stderr } = await line.run(args)
    expect(code).toBe(expected)
    expect(stderr).toMatch(message)
  })
})
