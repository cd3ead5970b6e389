import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planDocumentSchema } from '@cowherd/plan'
import { describe, expect, test } from 'vitest'
import { explanationDocumentSchema } from '../document/explanation.ts'
import { groupsDocumentSchema } from '../document/groups.ts'
import { type CommandLine, openCommandLine } from '../testkit/command-line.ts'

function openWithRules(text: string): CommandLine {
  const line = openCommandLine()
  const file = join(line.dataDir, 'cowherd.yaml')
  writeFileSync(file, text)
  line.env['COWHERD_CONFIG'] = file
  return line
}

describe('the rule of an alias', () => {
  const rules = `rules:
  - {name: teams, match: {group: Dev*}, address: "{slug}-team"}
  - {kind: user, name: full names, match: {user: alice}, address: "{given}.{family}"}
`

  test('is told with each change of a plan that does not come from the mere name of the group', async () => {
    const line = openWithRules(rules)
    line.authentik.updateGroup(line.groups.Office, { attributes: { cowherd: { address: 'bureau' } } })
    const { stdout } = await line.run('plan')
    expect(stdout).toContain('developers-team@example.org  group "Developers", rule "teams"\n')
    expect(stdout).toContain('bureau@example.org  group "Office", attribute cowherd.address\n')
    expect(stdout).toContain('alice.adams@example.org  user "alice", rule "full names"\n')
    expect(stdout).toContain('backend@example.org  group "Backend"\n')
    const { document } = await line.runJson('plan', planDocumentSchema)
    expect(Object.fromEntries(document.changes.map(({ address, rule }) => [address, rule]))).toEqual({
      'alice.adams@example.org': 'full names',
      'backend@example.org': 'group name',
      'bureau@example.org': 'attribute cowherd.address',
      'developers-team@example.org': 'teams',
    })
  })

  test('is told by explain, for a personal alias with its user', async () => {
    const line = openWithRules(rules)
    expect((await line.run('explain Developers')).stdout).toContain('  rule     teams\n')
    expect((await line.run('explain alice.adams@example.org')).stdout).toMatch(
      /^alice\.adams@example\.org {2}user "alice"\n.*\n {2}rule {5}full names\n/,
    )
  })
})

describe('members that a rule or an attribute adds', () => {
  const rules = `rules:
  - name: boards
    match: {group: Office}
    members: {add: [bob@example.org, alice@example.org, nobody@example.org]}
`
  const open = () => {
    const line = openWithRules(rules)
    const attributes = { cowherd: { extra_members: ['boss@elsewhere.test'] } }
    line.authentik.updateGroup(line.groups.Office, { attributes })
    return line
  }

  test('are members with the words of what adds them, once, and left out where nothing takes their mail', async () => {
    const line = open()
    for (const command of ['explain Office', 'groups Office']) {
      const { stdout } = await line.run(command)
      expect(stdout).toMatch(/bob@example\.org +added by the rule boards\n/)
      expect(stdout).toMatch(/boss@elsewhere\.test +added by the attribute cowherd\.extra_members\n/)
      expect(stdout).toMatch(/alice@example\.org +Alice Adams \(alice\)\n/)
      expect(stdout).toContain(
        'left out: nobody@example.org (added by the rule boards): the address is in a served domain and has no mailbox',
      )
      expect(stdout).toMatch(/4 members|members {2}4\n/)
    }
  })

  test('are told so when somebody asks for the person', async () => {
    const line = open()
    const { document } = await line.runJson('explain bob', explanationDocumentSchema)
    expect(document.users[0]?.lists.find(({ addedBy }) => addedBy !== null)).toMatchObject({
      group: { name: 'Office' },
      ...{ address: 'office@example.org', path: [], addedBy: 'rule boards', delivered: false },
    })
    expect(document.users[0]?.lists).toHaveLength(3)
    const { stdout } = await line.run('explain bob')
    expect(stdout).toMatch(/office@example\.org +Office, added by the rule boards +change planned/)
    const alice = await line.runJson('explain alice', explanationDocumentSchema)
    expect(alice.document.users[0]?.lists.map(({ addedBy }) => addedBy)).toEqual([null, null])
  })

  test('are so for programs', async () => {
    const line = open()
    const { document } = await line.runJson('groups Office', groupsDocumentSchema)
    expect(document.groups[0]?.members.map(({ address, addedBy }) => [address, addedBy])).toEqual([
      ['alice@example.org', null],
      ['bob@example.org', 'rule boards'],
      ['boss@elsewhere.test', 'attribute cowherd.extra_members'],
      ['carol@example.org', null],
    ])
    expect(document.groups[0]?.leftOut).toMatchObject([
      { email: 'nobody@example.org', addedBy: 'rule boards', code: 'no-mailbox' },
    ])
  })
})

describe('who may send as a list', () => {
  async function sendersOf(line: CommandLine, subject: string) {
    const { document } = await line.runJson(`explain ${subject}`, explanationDocumentSchema)
    return document.lists[0]?.senders
  }

  test('is nobody, and not told, unless sender_allowed is on', async () => {
    const line = openWithRules('rules: [{match: {group: Office}}]\n')
    expect(await sendersOf(line, 'Office')).toBeNull()
    expect((await line.run('explain Office')).stdout).not.toContain('send as')
  })

  test('is every mailbox in the alias itself, those of nested groups too, and nobody behind another alias', async () => {
    const line = openWithRules(`rules:
  - {match: {group: Developers}, sender_allowed: true, members: {add: [hand@example.org, x@elsewhere.test]}}
`)
    const senders = {
      mailboxes: ['alice@example.org', 'bob@example.org'],
      others: ['hand@example.org', 'x@elsewhere.test'],
    }
    expect(await sendersOf(line, 'Developers')).toEqual(senders)
    expect((await line.run('explain Developers')).stdout).toContain(
      [
        '  send as  2 mailboxes that stand in the alias itself: alice@example.org, bob@example.org',
        '           but nobody through hand@example.org, x@elsewhere.test',
        '',
      ].join('\n'),
    )
  })

  test('is nobody where the list is split, because only its parts stand in the alias', async () => {
    const line = openWithRules('rules: [{match: {group: Big}, sender_allowed: true, large: split}]\n')
    const users = Array.from({ length: 1_100 }, (_, index) => {
      const email = `${`a-long-name-that-fills-the-column-of-mailcow-${index}`.padEnd(52, 'x')}@example.org`
      line.mailcow.addMailbox({ address: email })
      return line.authentik.addUser({ username: `u${index}`, email })
    })
    line.authentik.addGroup({ name: 'Big', users })
    const senders = await sendersOf(line, 'big@example.org')
    expect(senders?.mailboxes).toEqual([])
    expect(senders?.others).toEqual([
      expect.stringMatching(/^part-1-of-[0-9a-f]{12}@example\.org$/),
      expect.stringMatching(/^part-2-of-[0-9a-f]{12}@example\.org$/),
    ])
    expect((await line.run('explain Big')).stdout).toContain(
      '  send as  nobody, for no mailbox stands in the alias itself\n',
    )
  })

  test('of an alias that a person made is told as it is stored', async () => {
    const line = openCommandLine()
    expect(await sendersOf(line, 'hand@example.org')).toEqual({
      mailboxes: ['carol@example.org'],
      others: [],
    })
  })
})
