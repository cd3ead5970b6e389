import { createMailcowSimulator } from '@cowherd/simulators'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, refuseServerInUse } from './suite/cleaning.ts'
import { createClient } from './suite/client.ts'
import { mailcowContract } from './suite.ts'

function createServer() {
  const simulator = createMailcowSimulator()
  simulator.addDomain({ domain: 'example.org' })
  simulator.addMailbox({ address: 'alice@example.org' })
  const { fetch, keys } = simulator
  const server = { url: 'https://mail.example.org', fetch, domain: 'example.org' }
  return { simulator, server: { ...server, readWriteKey: keys.readWrite, readOnlyKey: keys.readOnly } }
}

mailcowContract('Mailcow contract: simulator in process', async () => createServer().server)

const listeners: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const listener of listeners) await listener.close()
})

mailcowContract('Mailcow contract: simulator on a port', async () => {
  const { simulator, server } = createServer()
  const listener = await simulator.listen()
  listeners.push(listener)
  return { ...server, url: listener.url, fetch: globalThis.fetch }
})

test('the suite refuses a server with aliases of others unless that is known', async () => {
  const { simulator, server } = createServer()
  simulator.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
  await expect(refuseServerInUse(createClient(server))).rejects.toThrow('has 1 aliases')
  await refuseServerInUse(createClient({ ...server, mayHoldOtherAliases: true }))
})

test('cleaning up deletes the aliases of the suite and no other', async () => {
  const { simulator, server } = createServer()
  const client = createClient(server)
  await client.add('left')
  const kept = simulator.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
  await cleanUp(client)
  expect(simulator.aliases().map((alias) => alias.id)).toEqual([kept])
})
