import { createMailcowSimulator, type FaultKind } from '@cowherd/simulators'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optionsFor } from './fake-server.ts'
import { createMailcowTarget } from './index.ts'
import { createMailcowWriter } from './writer.ts'

const content = {
  address: 'team@example.org',
  goto: ['alice@example.org', 'bob@example.org'],
  flags: { active: true, internal: true, senderAllowed: true, sogoVisible: true },
  privateComment: 'cowherd owner=main',
  publicComment: 'Team',
}

function simulate(key?: string) {
  const server = createMailcowSimulator()
  server.addDomain({ domain: 'example.org', aliasLimit: 3 })
  server.addDomain({ domain: 'bücher.test' })
  server.addMailbox({ address: 'alice@example.org' })
  const options = { ...optionsFor(server.fetch), key: key ?? server.keys.readWrite }
  const posts = () => server.requests.filter(({ method }) => method === 'POST').length
  return { server, writer: createMailcowWriter(options), target: createMailcowTarget(options), posts }
}

test('what is created is read back equal', async () => {
  const { writer, target } = simulate()
  await writer.create(content)
  expect(await target.findAlias(content.address)).toEqual({
    ...content,
    id: expect.any(Number),
    modified: expect.any(String),
  })
})

test('flags that are off stay off', async () => {
  const { writer, target } = simulate()
  const flags = { active: false, internal: false, senderAllowed: false, sogoVisible: false }
  await writer.create({ ...content, flags })
  expect(await target.findAlias(content.address)).toMatchObject({ flags })
})

test('an edit changes what is given and nothing else', async () => {
  const { server, writer, target } = simulate()
  const id = server.addAlias({
    address: 'team@example.org',
    goto: 'alice@example.org',
    privateComment: 'own',
  })
  const before = await target.readAlias(id)
  await writer.update(id, { goto: ['Bob@Example.org', 'kunde@bücher.test'] })
  expect(await target.readAlias(id)).toEqual({
    ...before,
    goto: ['bob@example.org', 'kunde@xn--bcher-kva.test'],
  })
  await writer.update(id, { address: 'Kunden@BÜCHER.test', flags: content.flags, privateComment: '' })
  expect(await target.readAlias(id)).toMatchObject({
    id,
    address: 'kunden@xn--bcher-kva.test',
    goto: ['bob@example.org', 'kunde@xn--bcher-kva.test'],
    flags: content.flags,
    privateComment: '',
  })
})

test('a change stands where only the address book fails behind it', async () => {
  const { server, writer, target } = simulate()
  server.faults.add({ kind: 'view-error' })
  await writer.create(content)
  expect(await target.findAlias(content.address)).toMatchObject(content)
})

test('a deletion deletes the one alias', async () => {
  const { server, writer } = simulate()
  const id = server.addAlias({ address: 'a@example.org', goto: 'alice@example.org' })
  server.addAlias({ address: `${id}b@example.org`, goto: 'alice@example.org' })
  await writer.delete(id)
  expect(server.aliases().map(({ address }) => address)).toEqual([`${id}b@example.org`])
})

test('whatever is created can be seen again, and never points to itself', async () => {
  const localPart = fc.constantFrom('team', 'TEAM', 'Team', 'alice', 'Bob', 'x+y', "o'neil")
  const domain = fc.constantFrom('example.org', 'Example.ORG', 'bücher.test', 'elsewhere.test')
  const address = fc.tuple(localPart, domain).map((parts) => parts.join('@'))
  await fc.assert(
    fc.asyncProperty(fc.array(address, { maxLength: 6 }), address, async (goto, own) => {
      const { server, writer, target } = simulate()
      try {
        await writer.create({ ...content, address: own, goto })
      } catch (error) {
        expect(error).toMatchObject({ code: 'rejected' })
        expect(server.aliases()).toEqual([])
        return
      }
      const alias = await target.findAlias(own)
      expect(alias?.goto).not.toContain(alias?.address)
      expect(alias?.goto).toEqual([...new Set(alias?.goto)].map((member) => member.toLowerCase()))
    }),
    { numRuns: 200 },
  )
})

describe('a refusal', () => {
  test.each([
    [
      'an address that exists',
      { address: 'alice@example.org' },
      /is_alias_or_mailbox \(alice@example\.org\)/,
    ],
    ['an unknown domain', { address: 'team@nope.test' }, /domain_not_found \(nope\.test\)/],
    ['an address that Mailcow finds wrong', { address: '.a@example.org' }, /alias_invalid/],
    ['a member that Mailcow finds wrong', { goto: ['root@localhost'] }, /goto_invalid \(root@localhost\)/],
  ])('of %s says why', async (_, part, message) => {
    const { server, writer } = simulate()
    await expect(writer.create({ ...content, ...part })).rejects.toThrow(message)
    await expect(writer.create({ ...content, ...part })).rejects.toMatchObject({ code: 'rejected' })
    expect(server.aliases()).toEqual([])
  })

  test('of a temporary alias’s address says why', async () => {
    const { server, writer } = simulate()
    server.addTimeLimitedAlias('tmp@example.org', 'alice@example.org')
    await expect(writer.create({ ...content, address: 'tmp@example.org' })).rejects.toThrow(/is_spam_alias/)
  })

  test('for the limit of the domain says why', async () => {
    const { writer } = simulate()
    for (const n of [1, 2, 3]) await writer.create({ ...content, address: `t${n}@example.org` })
    await expect(writer.create(content)).rejects.toThrow(/max_alias_exceeded/)
  })

  test('of one member among others says that the rest may be written', async () => {
    const { server, writer } = simulate()
    const goto = ['alice@example.org', 'root@localhost']
    await expect(writer.create({ ...content, goto })).rejects.toThrow(
      /goto_invalid.*part of the change may have been written/,
    )
    expect(server.aliases()).toMatchObject([{ goto: 'alice@example.org' }])
  })

  test('of an alias that is gone says so', async () => {
    const { writer } = simulate()
    await expect(writer.update(999, { privateComment: '' })).rejects.toThrow(/alias_invalid/)
    await expect(writer.delete(999)).rejects.toThrow(/access_denied/)
  })

  test('of an alias that only discards mail says so', async () => {
    const { server, writer } = simulate()
    const response = await server.fetch('https://mail.example.org/api/v1/add/alias', {
      method: 'POST',
      headers: { 'X-API-Key': server.keys.readWrite, 'Content-Type': 'application/json' },
      body: JSON.stringify({ address: 'null@example.org', goto_null: '1', active: '1' }),
    })
    expect(response.status).toBe(200)
    const [alias] = server.aliases()
    await expect(writer.update(alias?.id ?? 0, { privateComment: 'mine' })).rejects.toThrow(/goto_invalid/)
    expect(server.aliases()).toEqual([alias])
  })

  test('of a key that may only read is final and changes nothing', async () => {
    const { server, writer } = simulate(createMailcowSimulator().keys.readOnly)
    const failure = { code: 'read-only-key', final: true }
    await expect(writer.create(content)).rejects.toMatchObject(failure)
    await expect(writer.update(1, { privateComment: '' })).rejects.toMatchObject(failure)
    await expect(writer.delete(1)).rejects.toMatchObject(failure)
    expect(server.aliases()).toEqual([])
  })

  test('of a wrong key is final', async () => {
    const { writer, posts } = simulate('wrong')
    await expect(writer.create(content)).rejects.toMatchObject({ code: 'bad-token', final: true })
    expect(posts()).toBe(1)
  })
})

describe('a write whose outcome is not known', () => {
  test.each<[FaultKind, boolean]>([
    ['html-500', false],
    ['restarting', false],
    ['empty-200', false],
    ['drop-before', false],
    ['drop-after', true],
  ])('(%s) is said to be so and not repeated', async (kind, written) => {
    const { server, writer, posts } = simulate()
    server.faults.add({ kind })
    await expect(writer.create(content)).rejects.toMatchObject({ code: 'outcome-unknown', side: 'target' })
    expect(posts()).toBe(1)
    expect(server.aliases()).toHaveLength(written ? 1 : 0)
  })

  test('because the answer came too late is said to be so', async () => {
    const { server } = simulate()
    server.faults.add({ kind: 'slow', ms: 200 })
    const writer = createMailcowWriter({
      ...optionsFor(server.fetch),
      key: server.keys.readWrite,
      timeoutMs: 50,
    })
    await expect(writer.create(content)).rejects.toMatchObject({ code: 'outcome-unknown' })
    expect(server.aliases()).toHaveLength(1)
  })
})
