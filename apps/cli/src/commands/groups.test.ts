import { describe, expect, test } from 'vitest'
import { groupsDocumentSchema } from '../document/groups.ts'
import { openCommandLine } from '../testkit/command-line.ts'

test('each group is shown with whom it reaches, through which group, and who is left out and why', async () => {
  const { run } = openCommandLine()
  const { code, stdout } = await run('groups')
  expect(code).toBe(0)
  expect(stdout).toContain(
    [
      'Developers  developers@example.org  2 members',
      '    alice@example.org  Alice Adams (alice)',
      '    bob@example.org    Bob Brown (bob)      via Backend',
      '    left out: Dave Dunn (dave) (via Backend): the user is inactive',
    ].join('\n'),
  )
  expect(stdout).toContain(
    '3 groups get an alias, reaching 3 addresses; 2 groups get none (--all shows them).',
  )
  expect(stdout).not.toContain('authentik Admins')
})

test('programs get the path of groups to each member', async () => {
  const { runJson } = openCommandLine()
  const { document } = await runJson('groups', groupsDocumentSchema)
  const developers = document.groups.find(({ group }) => group.name === 'Developers')
  expect(developers?.members).toEqual([
    {
      address: 'alice@example.org',
      username: 'alice',
      name: 'Alice Adams',
      path: ['Developers'],
      addedBy: null,
    },
    {
      address: 'bob@example.org',
      username: 'bob',
      name: 'Bob Brown',
      path: ['Developers', 'Backend'],
      addedBy: null,
    },
  ])
  expect(developers?.leftOut).toMatchObject([{ username: 'dave', code: 'inactive' }])
})

test('with --all groups without an alias are shown with the reason', async () => {
  const { run, runJson, authentik } = openCommandLine()
  authentik.addGroup({ name: 'Empty' })
  authentik.addGroup({ name: 'Off', attributes: { 'cowherd.enabled': false } })
  const { stdout } = await run('groups --all')
  expect(stdout).toContain('Off  no alias: its attribute cowherd.enabled is false')
  expect(stdout).toContain('Empty  no alias: nobody in it to deliver to')
  const { document } = await runJson('groups --all', groupsDocumentSchema)
  expect(document.groups.flatMap(({ group, skipped }) => (skipped === null ? [] : group.name))).toEqual([
    'authentik Admins',
    'authentik Read-only',
    'Empty',
    'Off',
  ])
})

test('a group that cannot have its address says so', async () => {
  const { run, authentik, people } = openCommandLine()
  authentik.addGroup({ name: 'hand', users: [people.alice] })
  expect((await run('groups hand')).stdout).toContain('conflict: an alias that Cowherd does not own')
})

describe('single groups', () => {
  test.each(['Developers', 'developers', 'developers@example.org', 'DEVELOPERS@EXAMPLE.ORG'])(
    'are found as %s',
    async (name) => {
      const { runJson } = openCommandLine()
      const { document } = await runJson(`groups ${name}`, groupsDocumentSchema)
      expect(document.groups.map(({ group }) => group.name)).toEqual(['Developers'])
    },
  )

  test('are found by their id, with or without dashes', async () => {
    const { runJson, groups } = openCommandLine()
    for (const id of [groups.Office, groups.Office.replaceAll('-', '')]) {
      const { document } = await runJson(`groups ${id}`, groupsDocumentSchema)
      expect(document.groups.map(({ group }) => group.name)).toEqual(['Office'])
    }
  })

  test('that are not there are an error that names what comes near', async () => {
    const { run } = openCommandLine()
    const { code, stdout, stderr } = await run('groups Developer')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      'cowherd: There is no group "Developer". Did you mean "Developers", "developers@example.org"?\n',
    )
  })
})

test('control characters of a name do nothing on the terminal', async () => {
  const { run, authentik, people } = openCommandLine()
  authentik.addGroup({ name: 'Bad\u001B]0;title\u0007\u001B[2JName', users: [people.alice] })
  const { stdout } = await run('groups')
  expect(stdout).toContain('Bad\uFFFD]0;title\uFFFD\uFFFD[2JName')
})
