import { expect, test } from 'vitest'
import { createFakeServer, sentence } from '../fake-server.ts'
import { createConnection } from './connection.ts'

test.each([
  ['https://mail.example.org', ''],
  ['https://mail.example.org/', ''],
  ['https://mail.example.org/api/v1', ''],
  ['https://mail.example.org/api/v1/', ''],
  ['https://mail.example.org/api/', ''],
  ['https://proxy.example.org/mail/', '/mail'],
])('the address %s reaches the API', async (baseUrl, prefix) => {
  const server = createFakeServer({ '/get/status/version': {} })
  await createConnection({ ...server.options, baseUrl }).get('/get/status/version')
  const url = new URL(server.requests[0]?.url ?? '')
  expect(url.pathname).toBe(`${prefix}/api/v1/get/status/version`)
})

test('each request carries the key, trimmed, and no cookie of an earlier answer', async () => {
  const server = createFakeServer({ '/x': {} })
  const connection = createConnection({ ...server.options, key: ' F00D-CAFE-4711\n' })
  await connection.get('/x')
  await connection.post('/x', {})
  expect(server.requests.map(({ headers }) => headers.get('X-API-Key'))).toEqual([
    'F00D-CAFE-4711',
    'F00D-CAFE-4711',
  ])
  expect(server.requests.map(({ headers }) => headers.get('Cookie'))).toEqual([null, null])
})

test('a refused key is not tried again, though Mailcow labels the refusal as HTML', async () => {
  const server = createFakeServer({ '/x': sentence(401, 'error', 'authentication failed') })
  const answer = await createConnection(server.options).get('/x')
  expect(answer.status).toBe(401)
  expect(server.requests).toHaveLength(1)
})

test('requests are reported without addresses, ids and domains', async () => {
  const paths: string[] = []
  const server = createFakeServer({})
  const connection = createConnection({ ...server.options, onRequest: ({ path }) => paths.push(path) })
  for (const path of [
    '/get/alias/all',
    '/get/alias/12',
    '/get/alias/team%40example.org',
    '/get/alias/all/example.org',
    '/get/domain/all',
  ]) {
    await connection.get(path)
  }
  expect(paths).toEqual([
    '/get/alias/all',
    '/get/alias/{alias}',
    '/get/alias/{alias}',
    '/get/alias/all/{domain}',
    '/get/domain/all',
  ])
})

test('without a pause of its own, a reading is repeated after a second', () => {
  const { pauseMs: _, ...options } = createFakeServer({}).options
  expect(createConnection(options).pauseMs).toBe(1000)
})
