import { describe, expect, test } from 'vitest'
import { createFakeServer, optionsFor, raw } from '../fake-server.ts'
import { createMailcowWriter } from './writer.ts'

const content = {
  address: 'team@example.org',
  goto: ['alice@example.org', 'bob@example.org'],
  flags: { active: true, internal: true, senderAllowed: false, sogoVisible: true },
  privateComment: 'p',
  publicComment: 'q',
}
const done = [{ type: 'success', log: [], msg: ['alias_modified', 'team@example.org'] }]

function writing(answer: unknown = done) {
  const server = createFakeServer({ '/add/alias': answer, '/edit/alias': answer, '/delete/alias': answer })
  return { writer: createMailcowWriter(server.options), requests: server.requests }
}

test('an alias is created in one request', async () => {
  const { writer, requests } = writing()
  await writer.create(content)
  expect(requests).toMatchObject([
    {
      method: 'POST',
      url: 'https://mail.example.org/api/v1/add/alias',
      body: {
        address: 'team@example.org',
        goto: 'alice@example.org,bob@example.org',
        active: 1,
        internal: 1,
        sender_allowed: 0,
        sogo_visible: 1,
        private_comment: 'p',
        public_comment: 'q',
      },
    },
  ])
  expect(requests[0]?.headers.get('Content-Type')).toBe('application/json')
})

test('an edit names one alias by its id and nothing that was not given', async () => {
  const { writer, requests } = writing()
  await writer.update(64, { goto: ['a@example.org'] })
  expect(requests.map(({ body }) => body)).toEqual([{ items: [64], attr: { goto: 'a@example.org' } }])
})

test('an edit of nothing is not sent', async () => {
  const { writer, requests } = writing()
  await writer.update(64, {})
  expect(requests).toEqual([])
})

test('a deletion names one alias by its id', async () => {
  const { writer, requests } = writing()
  await writer.delete(64)
  expect(requests).toMatchObject([{ url: 'https://mail.example.org/api/v1/delete/alias', body: [64] }])
})

describe('nothing is sent', () => {
  test('for an empty list of members', async () => {
    const { writer, requests } = writing()
    await expect(writer.update(64, { goto: [] })).rejects.toMatchObject({ code: 'rejected' })
    await expect(writer.create({ ...content, goto: [] })).rejects.toMatchObject({ code: 'rejected' })
    expect(requests).toEqual([])
  })

  test.each([0, -1, 1.5, Number.NaN, '64zzz'])('for %j, which is no id', async (id) => {
    const { writer, requests } = writing()
    await expect(writer.delete(id as number)).rejects.toMatchObject({ code: 'rejected' })
    await expect(writer.update(id as number, { privateComment: '' })).rejects.toThrow(
      /is not the id of an alias/,
    )
    expect(requests).toEqual([])
  })
})

describe('a write is never repeated', () => {
  test.each([
    ['an empty body', raw(200, ''), 'outcome-unknown'],
    ['a page of the proxy', raw(405, '<html></html>', 'text/html'), 'outcome-unknown'],
    ['a page of the server', raw(500, 'Connection to Redis failed', 'text/html'), 'outcome-unknown'],
    ['a refusal', [{ type: 'danger', log: [], msg: 'access_denied' }], 'rejected'],
  ])('after %s', async (_, answer, code) => {
    const { writer, requests } = writing(answer)
    await expect(writer.create(content)).rejects.toMatchObject({ code })
    await expect(writer.update(9, { privateComment: '' })).rejects.toMatchObject({ code })
    await expect(writer.delete(9)).rejects.toMatchObject({ code })
    expect(requests).toHaveLength(3)
  })

  test('after a broken connection', async () => {
    let calls = 0
    const broken: typeof globalThis.fetch = async () => {
      calls += 1
      throw new TypeError('fetch failed', { cause: new Error('other side closed') })
    }
    await expect(createMailcowWriter(optionsFor(broken)).delete(9)).rejects.toMatchObject({
      code: 'outcome-unknown',
    })
    expect(calls).toBe(1)
  })
})
