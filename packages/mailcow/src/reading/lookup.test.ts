import { expect, test } from 'vitest'
import { createConnection } from '../connection/connection.ts'
import { createFakeServer } from '../fake-server.ts'
import { aliasRow } from '../rows.ts'
import { findAlias, readAlias } from './lookup.ts'

const team = aliasRow({ id: 9, address: 'team@example.org' })

function server(routes: Readonly<Record<string, unknown>>) {
  const { options, requests } = createFakeServer(routes)
  return { connection: createConnection(options), requests }
}

test('an alias is read by its id', async () => {
  const { connection } = server({ '/get/alias/9': team, '/get/alias/10': {} })
  expect(await readAlias(connection, 9)).toMatchObject({ id: 9, address: 'team@example.org' })
  expect(await readAlias(connection, 10)).toBeUndefined()
})

test('an answer about another id is not taken', async () => {
  expect(await readAlias(server({ '/get/alias/12': team }).connection, 12)).toBeUndefined()
})

test.each(['team@example.org', 'TEAM@Example.org'])('%s is looked up by address', async (address) => {
  const { connection, requests } = server({ '/get/alias/team%40example.org': team })
  expect(await findAlias(connection, address)).toMatchObject({ id: 9 })
  expect(requests).toHaveLength(1)
})

test('a catch-all is looked up by address', async () => {
  const { connection } = server({
    '/get/alias/%40example.org': aliasRow({ id: 22, address: '@example.org' }),
  })
  expect(await findAlias(connection, '@example.org')).toMatchObject({ id: 22 })
})

test('an answer about another address is not taken', async () => {
  const { connection } = server({ '/get/alias/tema%40example.org': team })
  expect(await findAlias(connection, 'tema@example.org')).toBeUndefined()
})

test.each([
  'r&d@example.org',
  'a/b@example.org',
  '9team@example.org',
  'a+b@example.org',
  "o'neil@example.org",
])('%s is searched in its domain, since the API loses it in a path', async (address) => {
  const { connection, requests } = server({
    '/get/alias/all/example.org': [team, aliasRow({ id: 32, address: address.toUpperCase() })],
  })
  expect(await findAlias(connection, address)).toMatchObject({ id: 32, address })
  expect(requests).toHaveLength(1)
})

test('an address that is not in its domain is not found', async () => {
  const { connection } = server({ '/get/alias/all/example.org': {} })
  expect(await findAlias(connection, '9@example.org')).toBeUndefined()
})

test('the domain is asked for in punycode', async () => {
  const { connection } = server({
    '/get/alias/all/xn--bcher-kva.test': [aliasRow({ id: 5, address: '1@xn--bcher-kva.test' })],
  })
  expect(await findAlias(connection, '1@bücher.test')).toMatchObject({ id: 5 })
})

test.each(['team', '9', 'all', '', 'a@', '1@example.org/all', '1@example.org,second.test'])(
  'what is no address is not asked for: %j',
  async (text) => {
    const { connection, requests } = server({})
    expect(await findAlias(connection, text)).toBeUndefined()
    expect(requests).toEqual([])
  },
)
