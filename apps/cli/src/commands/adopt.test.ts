import { planDocumentSchema } from '@cowherd/plan'
import { describe, expect, test } from 'vitest'
import { reportDocumentSchema } from '../document/report.ts'
import { type CommandLine, openCommandLine } from '../testkit/command-line.ts'

/** A hand-made alias at the address of the group Office, with another member. */
function openTaken(): CommandLine & { readonly taken: number } {
  const line = openCommandLine()
  const taken = line.mailcow.addAlias({
    address: 'office@example.org',
    goto: ['alice@example.org', 'bob@example.org'],
    privateComment: 'ask Alice before changing',
    internal: true,
    sogoVisible: false,
  })
  return { ...line, taken }
}

const aliasAt = ({ mailcow }: CommandLine, address: string) =>
  mailcow.aliases().find((row) => row.address === address)

test('an adoption shows who comes and who goes, keeps flags and words, and writes nothing else', async () => {
  const line = openTaken()
  const { code, stdout } = await line.run('adopt office@example.org')
  expect(code).toBe(0)
  expect(stdout).toContain('& adopt      office@example.org  group "Office"')
  expect(stdout.indexOf('+ carol@example.org')).toBeLessThan(stdout.indexOf('1 change made'))
  expect(stdout).toContain('- bob@example.org')
  expect(aliasAt(line, 'office@example.org')).toMatchObject({
    id: line.taken,
    goto: 'alice@example.org,carol@example.org',
    internal: 1,
    sogoVisible: 0,
    privateComment: expect.stringMatching(
      /^ask Alice before changing\ncowherd owner=main group=.* role=adopted$/,
    ),
  })
  expect(line.mailcow.aliases()).toHaveLength(2)
})

test('a dry run shows the same and writes nothing', async () => {
  const line = openTaken()
  const before = line.mailcow.aliases()
  const { document } = await line.runJson('adopt office@example.org --dry-run', planDocumentSchema)
  expect(document.changes).toMatchObject([
    { action: 'adopt', add: ['carol@example.org'], remove: ['bob@example.org'] },
  ])
  expect(line.mailcow.aliases()).toEqual(before)
})

describe('--matching', () => {
  test('takes every alias that stands where a group wants one, and no other', async () => {
    const line = openTaken()
    line.mailcow.addAlias({ address: 'backend@example.org', goto: 'bob@example.org' })
    const { code, document } = await line.runJson('adopt --matching', reportDocumentSchema)
    expect(code).toBe(0)
    expect(document.results.map(({ address, action }) => [action, address])).toEqual([
      ['adopt', 'office@example.org'],
      ['adopt', 'backend@example.org'],
    ])
    expect(aliasAt(line, 'hand@example.org')?.privateComment).toBe('by hand')
    expect(aliasAt(line, 'developers@example.org')).toBeUndefined()
  })

  test('leaves what was released or belongs to another installation, and says so', async () => {
    const line = openTaken()
    const marker = `cowherd owner=other group=${line.groups.Backend}`
    line.mailcow.editAlias(line.taken, { privateComment: 'cowherd released' })
    line.mailcow.addAlias({ address: 'backend@example.org', goto: 'bob@example.org', privateComment: marker })
    const { code, stdout, stderr } = await line.run('adopt --matching')
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing was written.')
    expect(stderr).toContain(
      'office@example.org is left: it was released. Take it back with: cowherd adopt office@example.org',
    )
    expect(stderr).toContain('backend@example.org is left: it belongs to the Cowherd installation other.')
  })
})

describe('it refuses, and adopts nothing at all,', () => {
  test.each([
    [
      'an address that no group wants',
      'hand@example.org',
      /No group wants hand@example\.org.*attribute cowherd: \{address: hand@example\.org\}/,
    ],
    [
      'an alias that is not there',
      'hnad@example.org',
      /There is no alias hnad@example\.org\. Did you mean "hand@example\.org"\?/,
    ],
    ['an alias that a sync would make', 'developers@example.org', /cowherd sync makes it/],
  ])('%s', async (_case, address, message) => {
    const line = openTaken()
    const before = line.mailcow.aliases()
    const { code, stderr } = await line.run(`adopt office@example.org ${address}`)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(line.mailcow.aliases()).toEqual(before)
  })

  test('an alias of another installation', async () => {
    const line = openTaken()
    line.mailcow.editAlias(line.taken, { privateComment: `cowherd owner=other group=${line.groups.Office}` })
    const { code, stderr } = await line.run('adopt office@example.org')
    expect(code).toBe(1)
    expect(stderr).toContain(
      'office@example.org belongs to the Cowherd installation other: release it there first.',
    )
  })

  test('an address that two groups want', async () => {
    const line = openTaken()
    line.authentik.addGroup({ name: 'OFFICE', users: [line.people.bob] })
    const { code, stderr } = await line.run('adopt office@example.org')
    expect(code).toBe(1)
    expect(stderr).toMatch(/office@example\.org: also wanted by/)
  })

  test('what a policy forbids', async () => {
    const line = openTaken()
    line.env['COWHERD_POLICY'] = 'create-only'
    const { code, stderr } = await line.run('adopt office@example.org')
    expect(code).toBe(1)
    expect(stderr).toContain('the policy create-only does not allow it')
  })
})

test('an alias that is ours already is passed over', async () => {
  const line = openTaken()
  await line.run('adopt office@example.org')
  const { code, stderr } = await line.run('adopt office@example.org')
  expect(code).toBe(0)
  expect(stderr).toBe("office@example.org is Cowherd's already.\n")
})

test('an adoption that takes too much away is held, and made once it is approved', async () => {
  const line = openTaken()
  line.env['COWHERD_THRESHOLD_FLOOR'] = '1'
  line.env['COWHERD_MAX_MEMBER_LOSS'] = '10'
  const held = await line.run('adopt office@example.org')
  expect(held.code).toBe(3)
  const [, checksum = ''] =
    /cowherd adopt office@example\.org --approve ([0-9a-f]{16})/.exec(held.stdout) ?? []
  expect((await line.run(`adopt office@example.org --approve ${checksum}`)).code).toBe(0)
  expect(aliasAt(line, 'office@example.org')?.goto).toBe('alice@example.org,carol@example.org')
})

test('nothing is adopted while writes are paused', async () => {
  const line = openTaken()
  await line.run('pause')
  expect((await line.run('adopt office@example.org')).code).toBe(3)
  expect(aliasAt(line, 'office@example.org')?.privateComment).toBe('ask Alice before changing')
})

test.each([
  ['adopt', /give the addresses to adopt, or --matching/],
  ['adopt a@example.org --matching', /not both/],
  ['adopt nonsense', /"nonsense" is no address/],
])('%s is wrong usage', async (args, message) => {
  const line = openCommandLine()
  const { code, stderr } = await line.run(args)
  expect(code).toBe(64)
  expect(stderr).toMatch(message)
  expect(line.mailcow.requests).toEqual([])
})
