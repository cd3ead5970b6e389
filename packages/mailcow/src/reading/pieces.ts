import type { TargetPieces } from '@cowherd/reconcile'
import { domainOf, toWireAddress } from '../address.ts'
import { createConnection, type MailcowOptions } from '../connection/connection.ts'
import { ask } from './ask.ts'
import { findAlias, readAlias } from './lookup.ts'
import { sorted, toAliasDomain, toDomain, toMailbox } from './model.ts'
import { aliasDomainRowSchema, domainRowSchema, listOf, mailboxRowSchema, oneOf } from './schemas.ts'

const mailboxList = listOf(mailboxRowSchema)
const oneMailbox = oneOf(mailboxRowSchema)
/** Mailbox names that can stand in the path. */
const plain = /^[a-z0-9._-]+@[a-z0-9.-]+$/

/** Single aliases and mailboxes of a Mailcow server: what an event needs. */
export function createMailcowPieces(options: MailcowOptions): TargetPieces {
  const connection = createConnection(options)
  return {
    readAlias: (id) => readAlias(connection, id),
    findAlias: (address) => findAlias(connection, address),
    async readDomains() {
      const [domains, aliasDomains] = await Promise.all([
        ask(connection, '/get/domain/all', listOf(domainRowSchema)),
        ask(connection, '/get/alias-domain/all', listOf(aliasDomainRowSchema)),
      ])
      return {
        domains: sorted(domains.value.map(toDomain), (domain) => domain.name),
        aliasDomains: sorted(aliasDomains.value.map(toAliasDomain), (domain) => domain.name),
      }
    },
    async readMailbox(address) {
      const wanted = toWireAddress(address)
      const rows = plain.test(wanted)
        ? [(await ask(connection, `/get/mailbox/${encodeURIComponent(wanted)}`, oneMailbox)).value]
        : (await ask(connection, `/get/mailbox/all/${encodeURIComponent(domainOf(wanted))}`, mailboxList))
            .value
      const row = rows.find((one) => one?.username.toLowerCase() === wanted)
      return row && toMailbox(row)
    },
  }
}
