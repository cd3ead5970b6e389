import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintDocumentSchema, rulesTestDocumentSchema } from '../document/rules.ts'
import { type CommandLine, openCommandLine } from '../testkit/command-line.ts'

const sound = `rules:
  - name: nobody
    match: {group: Office}
    ignore: true
  - name: teams
    match: {group: [Dev*, Taken]}
    address: "{slug}-team"
  - kind: user
    name: full names
    match: {user: [alice, dave], active: true}
    address: "{given}.{family}"
`

/** A command line with a file of rules. */
function openWithRules(text: string): CommandLine & { readonly file: string } {
  const line = openCommandLine()
  const file = join(line.dataDir, 'cowherd.yaml')
  writeFileSync(file, text)
  line.env['COWHERD_CONFIG'] = file
  return { ...line, file }
}

/** A command line with a file of rules that only an argument names. */
function openWithFile(text: string): CommandLine & { readonly file: string } {
  const line = openWithRules(text)
  delete line.env['COWHERD_CONFIG']
  return line
}

describe('rules test', () => {
  test('shows for each group the rule that matched, its aliases, and why there is none', async () => {
    const { run } = openWithRules(sound)
    const { code, stdout } = await run('rules test')
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      "authentik Admins  no rule  no alias: one of Authentik's own groups; cowherd.enabled: true asks for an alias",
      "authentik Read-only  no rule  no alias: one of Authentik's own groups; cowherd.enabled: true asks for an alias",
      'Backend  no rule',
      '    backend@example.org  1 member',
      'Developers  teams',
      '    developers-team@example.org  2 members',
      'Office  nobody  no alias: a rule says to ignore it',
      'alice (user)  full names',
      '    alice.adams@example.org  1 member',
      '3 of 6 groups and users matched by a rule; 3 aliases in all.',
      '',
    ])
  })

  test('names what an alias cannot be made for', async () => {
    const { runJson, mailcow, authentik, people } = openWithRules(sound)
    authentik.addGroup({ name: 'Taken', users: [people.bob] })
    mailcow.addAlias({ address: 'taken-team@example.org', goto: 'carol@example.org' })
    const { document, code } = await runJson('rules test', rulesTestDocumentSchema)
    expect(code).toBe(0)
    expect(document.subjects.find(({ name }) => name === 'Taken')).toMatchObject({
      rule: 'teams',
      aliases: [
        { address: 'taken-team@example.org', members: 1, obstacle: expect.stringContaining('does not own') },
      ],
    })
    expect(document.subjects.find(({ name }) => name === 'Backend')).toMatchObject({
      rule: null,
      skipped: null,
    })
  })

  test('tries out a file that is not in force, and writes nothing', async () => {
    const { run, file, mailcow } = openWithFile(sound)
    expect((await run(['rules', 'test', file])).stdout).toContain('Developers  teams')
    expect((await run('rules test')).stdout).toContain('Developers  no rule')
    expect(mailcow.aliases()).toHaveLength(1)
  })

  test('refuses a broken file before it asks a server', async () => {
    const line = openWithFile('rules: [{adress: x}]\n')
    line.env['AK_TOKEN'] = 'wrong'
    expect(await line.run(['rules', 'test', line.file])).toMatchObject({ code: 64, stdout: '' })
  })
})

describe('rules lint', () => {
  const doubtful = `rules:
  - match: {group: "*"}
    domain: [example.org, second.test]
  - name: never
    match: {group: Office}
`

  test('says so and ends with 0 where nothing is doubtful', async () => {
    const { run } = openWithRules(sound)
    expect(await run('rules lint')).toEqual({
      code: 0,
      stdout: '3 rules; nothing doubtful found.\n',
      stderr: '',
    })
  })

  test('names what is doubtful, also about the domains of the server, and ends with 1', async () => {
    const { run } = openWithRules(doubtful)
    const { code, stdout } = await run('rules lint')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^rule 1 {2}domain-not-served {2}.*second\.test/m)
    expect(stdout).toMatch(/^never {2}unreachable {2}/m)
    expect(stdout).toMatch(/^2 rules; 2 doubtful things\.$/m)
  })

  test('asks nothing and says nothing of domains when offline', async () => {
    const line = openWithRules(doubtful)
    line.env['MAILCOW_API_URL'] = 'https://nowhere.test'
    line.env['MAILCOW_API_KEY'] = 'WRONG1-WRONG2-WRONG3-WRONG4-WRONG5'
    const { document, code } = await line.runJson('rules lint --offline', lintDocumentSchema)
    expect(code).toBe(1)
    expect(document.findings).toMatchObject([{ code: 'unreachable', rule: 'never', position: 2 }])
  })

  test('takes an inactive domain for one that is not served', async () => {
    const { runJson, mailcow } = openWithRules('rules: [{domain: second.test}]\n')
    mailcow.addDomain({ domain: 'second.test', active: false })
    const { document } = await runJson('rules lint', lintDocumentSchema)
    expect(document.findings).toMatchObject([{ code: 'domain-not-served' }])
  })

  test('ends with 64 where the file is wrong, and where there is none', async () => {
    const { run } = openWithRules('rules: [{adress: x}]\n')
    expect(await run('rules lint --offline')).toMatchObject({ code: 64, stdout: '' })
    const without = openCommandLine()
    const { code, stderr } = await without.run('rules lint')
    expect(code).toBe(64)
    expect(stderr).toContain('There is no file of rules: set COWHERD_CONFIG, or name one as argument.')
  })
})

const broken = `rules:
  - name: companies
    adress: "{slug}"
    members:
      external: kepe
`

describe('a broken file', () => {
  test.each(['plan', 'sync', 'serve', 'rules test', 'rules lint --offline', 'explain alice', 'groups'])(
    'ends %s with 64, naming line, column, key and what may stand there',
    async (command) => {
      const { run, env, mailcow } = openWithRules(broken)
      env['COWHERD_WEBHOOK_SECRET'] = 'a-secret-for-tests-0123456789'
      env['COWHERD_LISTEN'] = '127.0.0.1:0'
      const { code, stdout, stderr } = await run(command)
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain('cowherd.yaml:3:5 rules[0].adress: is not a key; did you mean address?')
      expect(stderr).toContain(
        'cowherd.yaml:5:17 rules[0].members.external: must be keep or drop, not "kepe"',
      )
      expect(mailcow.aliases()).toHaveLength(1)
    },
  )

  test.each(['plan', 'sync', 'serve', 'rules lint --offline'])(
    'that is not there ends %s with 64, naming the setting',
    async (command) => {
      const line = openCommandLine()
      line.env['COWHERD_CONFIG'] = join(line.dataDir, 'none.yaml')
      line.env['COWHERD_WEBHOOK_SECRET'] = 'a-secret-for-tests-0123456789'
      const { code, stdout, stderr } = await line.run(command)
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toMatch(/COWHERD_CONFIG names a file that cannot be read: .*none\.yaml/)
    },
  )
})
