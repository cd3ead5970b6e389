import { describe, expect, test } from 'vitest'
import { explanationDocumentSchema } from '../document/explanation.ts'
import { type CommandLine, openCommandLine } from '../testkit/command-line.ts'

async function listOf(line: CommandLine, subject: string) {
  const { document } = await line.runJson(`explain ${subject}`, explanationDocumentSchema)
  return document.lists[0]
}

async function synced(): Promise<CommandLine> {
  const line = openCommandLine()
  await line.run('sync')
  return line
}

describe('a list', () => {
  test('in step is told with owner, alias, rule, flags, members and last change', async () => {
    const line = await synced()
    const { code, stdout } = await line.run('explain developers@example.org')
    expect(code).toBe(0)
    expect(stdout).toContain('developers@example.org  group "Developers"')
    expect(stdout).toContain('state    in step: it is as its group wants it')
    expect(stdout).toContain('rule     group name')
    expect(stdout).toMatch(/alias {4}\d+, last written 2026-11-24 \d\d:\d\d:\d\d \(Mailcow's clock\)/)
    expect(stdout).toContain('owner    main')
    expect(stdout).toContain('flags    active, internal=0, sender_allowed=0, sogo_visible=1')
    expect(stdout).toContain('bob@example.org    Bob Brown (bob)      via Backend')
    expect(stdout).toContain('left out: Dave Dunn (dave) (via Backend): the user is inactive')
    expect(stdout).not.toContain('next sync')
  })

  test('that does not exist yet is told with what the next sync does', async () => {
    const list = await listOf(openCommandLine(), 'Office')
    expect(list).toMatchObject({ alias: null, state: 'planned', why: 'a new group' })
    expect(list?.changes).toMatchObject([
      { action: 'create', add: ['alice@example.org', 'carol@example.org'] },
    ])
  })

  test('that waits for a person is held', async () => {
    const line = openCommandLine()
    line.env['COWHERD_FIRST_RUN_MAX'] = '0'
    expect(await listOf(line, 'Office')).toMatchObject({
      state: 'held',
      why: expect.stringContaining('this first run would make 3 aliases'),
      changes: [],
      held: [{ action: 'create' }],
    })
  })

  test('whose address is taken is a conflict with its fix, and the alias there is explained too', async () => {
    const line = openCommandLine()
    line.authentik.addGroup({ name: 'hand', users: [line.people.alice] })
    const { document } = await line.runJson('explain hand@example.org', explanationDocumentSchema)
    expect(document.lists).toMatchObject([
      { group: { name: 'hand' }, state: 'conflict', fix: expect.stringContaining('cowherd adopt') },
      { group: null, state: 'foreign', alias: { members: ['carol@example.org'], owners: [] } },
    ])
  })

  test('that cannot be what its group wants is frozen', async () => {
    const line = openCommandLine()
    line.authentik.addGroup({ name: 'Postmaster', users: [line.people.alice] })
    expect(await listOf(line, 'Postmaster')).toMatchObject({ state: 'frozen', fix: expect.any(String) })
  })

  test('of a group that is left out is skipped, with the reason', async () => {
    const line = openCommandLine()
    line.authentik.updateGroup(line.groups.Office, { attributes: { cowherd: { enabled: false } } })
    expect(await listOf(line, 'Office')).toMatchObject({
      address: null,
      state: 'skipped',
      why: 'its attribute cowherd.enabled is false',
    })
  })

  test('of a group that is gone is an orphan, since when and until when', async () => {
    const line = await synced()
    line.authentik.deleteGroup(line.groups.Office)
    expect(await listOf(line, 'office@example.org')).toMatchObject({
      group: { id: line.groups.Office, name: null },
      state: 'orphan',
      why: expect.stringContaining('not found for the first time'),
    })
    await line.run('sync')
    await line.run('sync')
    const list = await listOf(line, 'office@example.org')
    expect(list).toMatchObject({
      state: 'orphan',
      why: expect.stringMatching(
        /orphan since 2026-11-24, deactivated.*deletes it after 7 days and 7 such runs/,
      ),
      alias: { active: false, orphanSince: '2026-11-24' },
    })
  })

  test('of another installation is told as such', async () => {
    const line = openCommandLine()
    const marker = `cowherd owner=other group=${line.groups.Office}`
    line.mailcow.addAlias({ address: 'o@example.org', goto: 'alice@example.org', privateComment: marker })
    expect(await listOf(line, 'o@example.org')).toMatchObject({
      state: 'foreign',
      why: 'it belongs to the Cowherd installation other',
      alias: { owners: ['other'] },
    })
  })

  test('that is an earlier address of a renamed group is found by the old and by the new address', async () => {
    const line = await synced()
    line.authentik.updateGroup(line.groups.Office, { name: 'Bureau' })
    for (const subject of ['office@example.org', 'bureau@example.org', 'Bureau', 'bureau']) {
      expect(await listOf(line, subject)).toMatchObject({
        group: { name: 'Bureau' },
        address: 'bureau@example.org',
        alias: { address: 'office@example.org' },
        state: 'planned',
        changes: [{ action: 'rename' }],
      })
    }
  })
})

describe('a user', () => {
  test.each(['alice', 'ALICE', 'alice@example.org', 'Alice Adams'])('is found as %s', async (subject) => {
    const { run } = await synced()
    const { stdout } = await run(['explain', subject])
    expect(stdout).toContain('Alice Adams (alice)  alice@example.org')
    expect(stdout).toContain('in 2 lists:')
  })

  test('is told every list with the path of groups', async () => {
    const { runJson } = await synced()
    const { document } = await runJson('explain bob', explanationDocumentSchema)
    expect(document.users).toMatchObject([
      {
        username: 'bob',
        lists: [
          { address: 'backend@example.org', path: ['Backend'], state: 'in-step', delivered: true },
          { address: 'developers@example.org', path: ['Developers', 'Backend'], delivered: true },
        ],
        leftOut: [],
        withoutAlias: [],
      },
    ])
  })

  test('is told the lists that they are left out of and why', async () => {
    const { run } = await synced()
    const { stdout } = await run('explain dave')
    expect(stdout).toContain('left out of 2 lists:')
    expect(stdout).toContain('developers@example.org  Developers via Backend: the user is inactive')
  })

  test('is told their groups without an alias, and foreign aliases that hold them', async () => {
    const { runJson, authentik, people } = openCommandLine()
    authentik.addGroup({ name: 'Off', attributes: { 'cowherd.enabled': 'false' }, users: [people.carol] })
    const { document } = await runJson('explain carol', explanationDocumentSchema)
    expect(document.users).toMatchObject([
      {
        lists: [{ address: 'office@example.org', delivered: false, state: 'planned' }],
        withoutAlias: [{ group: { name: 'Off' }, reason: 'its attribute cowherd.enabled is false' }],
        otherAliases: ['hand@example.org'],
      },
    ])
  })
})

test('what has no such name is an error that names what comes near', async () => {
  const { run, runJson } = openCommandLine()
  const { code, stderr } = await run('explain alcie')
  expect(code).toBe(1)
  expect(stderr).toBe(
    'cowherd: Nothing here is called "alcie": no alias, no group and no user. Did you mean "alice"?\n',
  )
  expect((await run('explain zzzzzzzz')).stderr).not.toContain('Did you mean')
  void runJson
})

test('a pause is told with every explanation', async () => {
  const { run, runJson } = openCommandLine()
  await run(['pause', '--reason', 'new server'])
  expect((await run('explain Office')).stdout).toContain('Paused since 2026-11-24T12:00:00.000Z (new server)')
  const { document } = await runJson('explain Office', explanationDocumentSchema)
  expect(document.paused).toEqual({ since: '2026-11-24T12:00:00.000Z', reason: 'new server' })
})
