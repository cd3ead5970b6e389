import type { Alias } from '@cowherd/plan'
import { domainOf, toWireAddress } from '../address.ts'
import type { Connection } from '../connection/connection.ts'
import { ask } from './ask.ts'
import { toAlias } from './model.ts'
import { aliasRowSchema, listOf, oneOf } from './schemas.ts'

const oneAlias = oneOf(aliasRowSchema)
const aliasList = listOf(aliasRowSchema)

/** One alias by its id. Throws UpstreamError. */
export async function readAlias(connection: Connection, id: number): Promise<Alias | undefined> {
  const { value } = await ask(connection, `/get/alias/${id}`, oneAlias)
  return value?.id === id ? toAlias(value) : undefined
}

/** One alias by its address, whatever its case. Throws UpstreamError. */
export async function findAlias(connection: Connection, address: string): Promise<Alias | undefined> {
  const wanted = toWireAddress(address)
  if (!/^[^@]*@[^@/,]+$/.test(wanted)) return undefined
  const rows = plain.test(wanted)
    ? [(await ask(connection, `/get/alias/${encodeURIComponent(wanted)}`, oneAlias)).value]
    : (await ask(connection, `/get/alias/all/${encodeURIComponent(domainOf(wanted))}`, aliasList)).value
  const row = rows.find((row) => row?.address.toLowerCase() === wanted)
  return row && toAlias(row)
}

/**
 * Addresses that can stand in the path. Mailcow reads one with leading digits as an id, and loses `/`, `&`, `+`, `%` and the like on
 * the way from the path to its query.
 */
const plain = /^(?:[a-z_][a-z0-9._-]*)?@[a-z0-9.-]+$/
