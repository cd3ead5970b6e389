import { describe, expect, test } from 'vitest'
import { createConnection } from '../connection/connection.ts'
import { createFakeServer, raw, sentence } from '../fake-server.ts'
import { aliasRow } from '../rows.ts'
import { ask } from './ask.ts'
import { aliasRowSchema, listOf, oneOf } from './schemas.ts'

const list = listOf(aliasRowSchema)
const one = oneOf(aliasRowSchema)

function asking(body: unknown, schema: typeof list | typeof one = list) {
  const server = createFakeServer({ '/get/alias/all': body })
  return ask(createConnection(server.options), '/get/alias/all', schema)
}

describe('a list', () => {
  test('is empty where Mailcow answers {}, and [] as well', async () => {
    expect((await asking({})).value).toEqual([])
    expect((await asking([])).value).toEqual([])
  })

  test('holds the rows with the fields that matter', async () => {
    expect((await asking([aliasRow({ id: 9, address: 'team@example.org' })])).value).toEqual([
      {
        id: 9,
        address: 'team@example.org',
        goto: 'alice@example.org,bob@example.org',
        active: 1,
        internal: 0,
        sender_allowed: 0,
        sogo_visible: 0,
        private_comment: '',
        public_comment: '',
        created: '2026-11-24 08:39:59',
        modified: null,
      },
    ])
  })

  test('is read from a server that sends numbers as text', async () => {
    const row = { ...aliasRow({ id: 9, address: 'team@example.org' }), id: '9', active: '1', internal: '-1' }
    expect((await asking([row])).value).toMatchObject([{ id: 9, active: 1, internal: -1 }])
  })

  test('is never empty by mistake: an empty body is an error of its own', async () => {
    await expect(asking(raw(200, ''))).rejects.toMatchObject({
      code: 'server-error',
      message: expect.stringMatching(/\/get\/alias\/all with an empty body.*php-fpm/),
    })
  })

  test.each([{ domain_name: 'x' }, { 9: { id: 9 } }, 'text', null, 5])('is not %j', async (body) => {
    await expect(asking(body)).rejects.toMatchObject({ code: 'bad-answer' })
  })

  test('with a wrong row is refused whole, naming the place and not the value', async () => {
    const rows = [aliasRow({ id: 9, address: 'a@example.org' }), { id: 'abc', address: 'secret@example.org' }]
    const failure = asking(rows)
    await expect(failure).rejects.toMatchObject({ code: 'bad-answer' })
    await expect(failure).rejects.toThrow(/1\.id, 1\.goto/)
    await expect(failure).rejects.not.toThrow(/secret/)
  })

  test('that is an error sentence is an error with Mailcow’s words', async () => {
    await expect(asking(sentence(200, 'error', 'Cannot find attributes in post data'))).rejects.toMatchObject(
      {
        code: 'rejected',
        message: 'Mailcow refuses /get/alias/all: Cannot find attributes in post data.',
      },
    )
  })

  test('from a server that is being restarted is an error once patience ends', async () => {
    await expect(asking(raw(502, '<html>Preparing</html>', 'text/html'))).rejects.toMatchObject({
      code: 'server-error',
    })
  })
})

test('an address that is not Mailcow’s is told as such', async () => {
  const connection = createConnection(createFakeServer({}).options)
  await expect(ask(connection, '/get/alias/all', list)).rejects.toMatchObject({
    code: 'bad-answer',
    message: expect.stringMatching(/404.*MAILCOW_API_URL/),
  })
})

test('one row is undefined where Mailcow answers {}', async () => {
  expect((await asking({}, one)).value).toBeUndefined()
})

test('the reply carries the time of the server', async () => {
  const server = createFakeServer({
    '/x': () => Response.json({}, { headers: { Date: 'Tue, 24 Nov 2026 08:39:17 GMT' } }),
  })
  const { date } = await ask(createConnection(server.options), '/x', list)
  expect(date?.toISOString()).toBe('2026-11-24T08:39:17.000Z')
})

test('10,000 aliases with 20 members each are parsed in under a second', async () => {
  const members = Array.from({ length: 20 }, (_, n) => `member${n}@example.org`).join(',')
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    aliasRow({ id: n + 1, address: `list${n}@example.org`, goto: members }),
  )
  const text = JSON.stringify(rows, null, 4)
  const connection = createConnection(createFakeServer({ '/x': raw(200, text) }).options)
  const started = performance.now()
  const { value } = await ask(connection, '/x', list)
  expect(performance.now() - started).toBeLessThan(1000)
  expect(value).toHaveLength(10_000)
})
