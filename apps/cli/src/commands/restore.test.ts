import { describe, expect, test } from 'vitest'
import { restoreDocumentSchema } from '../document/restore.ts'
import { historyDocumentSchema } from '../history/document.ts'
import { openCommandLine } from '../testkit/command-line.ts'

const office = 'office@example.org'

/** Made at noon with Alice and Carol; two hours later Bob alone is in it. */
async function changed() {
  const line = openCommandLine()
  line.env['USER'] = 'ann'
  await line.run('sync')
  const first = listOf(line)
  line.wait(2)
  line.authentik.updateGroup(line.groups.Office, { users: [line.people.bob] })
  await line.run('sync')
  expect(listOf(line)?.goto).toBe('bob@example.org')
  line.wait(1)
  return { line, first }
}

function listOf({ mailcow }: ReturnType<typeof openCommandLine>, address = office) {
  return mailcow.aliases().find((row) => row.address === address)
}

describe('restoring', () => {
  test('brings back exactly the former list with its flags, and the next syncs leave it so', async () => {
    const { line, first } = await changed()
    const { code, stdout } = await line.run(`restore ${office} --at 2h`)
    expect(code).toBe(0)
    expect(stdout).toContain('+ alice@example.org')
    const restored = listOf(line)
    expect(restored).toEqual({
      ...first,
      privateComment: `${first?.privateComment} hold=2026-11-24T15:00Z`,
      modified: expect.any(String),
    })
    line.wait(24)
    await line.run('sync --nightly')
    expect(listOf(line)).toEqual(restored)
    expect((await line.run('plan')).stdout).toContain(
      'by ann: restored as it was at 2026-11-24T13:00:00.000Z',
    )
  })

  test('shows in a dry run what would come back, and writes nothing', async () => {
    const { line } = await changed()
    const before = listOf(line)
    const { document } = await line.runJson(`restore ${office} --at 2h --dry-run`, restoreDocumentSchema)
    expect(document).toMatchObject({ dryRun: true, losses: [], results: [] })
    expect(document.changes[0]).toMatchObject({
      add: ['alice@example.org', 'carol@example.org'],
      remove: ['bob@example.org'],
    })
    expect(listOf(line)).toEqual(before)
  })

  test('says whom it cannot bring back', async () => {
    const { line } = await changed()
    line.mailcow.removeMailbox('carol@example.org')
    const { code, stdout } = await line.run(`restore ${office} --at 2h`)
    expect(code).toBe(0)
    expect(stdout).toContain('Cannot be brought back: carol@example.org: the mailbox is gone')
    expect(listOf(line)?.goto).toBe('alice@example.org')
  })

  test('makes an alias that was deleted anew', async () => {
    const { line } = await changed()
    line.mailcow.removeAlias(listOf(line)?.id ?? 0)
    await line.run(`restore ${office} --at 2h`)
    expect(listOf(line)?.goto).toBe('alice@example.org,carol@example.org')
    await line.run('sync')
    expect(listOf(line)?.goto).toBe('alice@example.org,carol@example.org')
  })

  test('takes a rename back', async () => {
    const { line, first } = await changed()
    line.authentik.updateGroup(line.groups.Office, { name: 'Headquarters' })
    await line.run('sync')
    expect(listOf(line)).toBeUndefined()
    await line.run(`restore ${office} --at 3h`)
    expect(listOf(line)).toMatchObject({ id: first?.id, goto: first?.goto })
    await line.run('sync')
    expect(listOf(line, 'headquarters@example.org')).toBeUndefined()
  })

  test('switches an alias on again whose group is gone', async () => {
    const { line, first } = await changed()
    line.authentik.deleteGroup(line.groups.Office)
    await line.run('sync')
    await line.run('sync')
    expect(listOf(line)?.active).toBe(0)
    await line.run(`restore ${office} --at 3h`)
    expect(listOf(line)).toMatchObject({ id: first?.id, goto: first?.goto, active: 1 })
    line.wait(24 * 30)
    await line.run('sync --nightly')
    expect(listOf(line)?.active).toBe(1)
  })
})

describe('it refuses', () => {
  test.each([
    [`restore ${office} --at 5h`, 1, /knows of no alias office@example\.org at 2026-11-24T10:00/],
    [`restore ${office} --at yesterday`, 64, /is no time for --at/],
    ['restore nobody@example.org --at 2h', 1, /cowherd history nobody@example\.org/],
  ])('%s', async (args, expected, message) => {
    const { line } = await changed()
    const { code, stderr } = await line.run(args)
    expect(code).toBe(expected)
    expect(stderr).toMatch(message)
  })

  test('an alias that was given back to people', async () => {
    const { line } = await changed()
    await line.run(`release ${office}`)
    const { code, stderr } = await line.run(`restore ${office} --at 2h`)
    expect(code).toBe(1)
    expect(stderr).toContain(`take it over first with: cowherd adopt ${office}`)
  })
})

test('the history tells who was in it when, and why', async () => {
  const { line } = await changed()
  const { document } = await line.runJson(`history ${office} --at 2h`, historyDocumentSchema)
  expect(document.at?.members).toEqual(['alice@example.org', 'carol@example.org'])
  expect(document.changes.map(({ action, cause }) => [action, cause.command, cause.by])).toEqual([
    ['create', 'sync', 'ann'],
    ['update', 'sync', 'ann'],
  ])
  expect(document.presences).toContainEqual({
    ...{ member: 'alice@example.org', from: '2026-11-24T12:00:00.000Z', until: '2026-11-24T14:00:00.000Z' },
    ...{ came: 'a new group', left: 'differs from the group: members' },
  })
  expect((await line.run(`history ${office}`)).stdout).toContain('- alice@example.org')
  expect((await line.run(`history ${office} --at 2h`)).stdout).toContain('  carol@example.org')
  expect((await line.run('history x@example.org')).stdout).toContain('tells nothing of x@example.org')
})
