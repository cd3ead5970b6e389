import { type Client, PREFIX } from './client.ts'

/**
 * Deletes every alias of the suite, also those of an earlier run that broke off.
 *
 * @throws Error where one is left
 */
export async function cleanUp(client: Client): Promise<void> {
  const ids = (await listAliases(client)).filter(isOurs).map((alias) => alias.id)
  if (ids.length > 0) await client.post('delete/alias', ids)
  const left = (await listAliases(client)).filter(isOurs).map((alias) => alias.address)
  if (left.length > 0) throw new Error(`aliases of the contract suite are left: ${left.join(', ')}`)
}

/**
 * Refuses a server on which people have aliases, unless that is known.
 *
 * @throws Error with the number of other aliases
 */
export async function refuseServerInUse(client: Client): Promise<void> {
  if (client.server.mayHoldOtherAliases) return
  const others = (await listAliases(client)).filter((alias) => !isOurs(alias))
  if (others.length === 0) return
  throw new Error(
    `this server has ${others.length} aliases that the contract suite did not make; ` +
      'set MAILCOW_CONTRACT_I_KNOW=1 to run on it all the same',
  )
}

async function listAliases(client: Client): Promise<{ id: number; address: string }[]> {
  const { status, text, json } = await client.get('get/alias/all')
  if (status !== 200 || text === '') throw new Error(`cannot list aliases: status ${status}`)
  return Array.isArray(json) ? json : []
}

function isOurs(alias: { address: string }): boolean {
  return alias.address.toLowerCase().startsWith(PREFIX)
}
