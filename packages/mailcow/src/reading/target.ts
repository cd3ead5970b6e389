import { setTimeout as sleep } from 'node:timers/promises'
import type { Target } from '@cowherd/reconcile'
import { type Connection, createConnection, type MailcowOptions } from '../connection/connection.ts'
import { absentFlagsOf } from './absent.ts'
import { ask } from './ask.ts'
import { isDoubtful, missing, notWhole } from './doubt.ts'
import { findAlias, readAlias } from './lookup.ts'
import { sorted, toAlias, toAliasDomain, toDomain, toMailbox } from './model.ts'
import { aliasDomainRowSchema, aliasRowSchema, domainRowSchema, listOf, mailboxRowSchema } from './schemas.ts'
import { readVersion } from './version.ts'
import { doubtsOf, type Rows } from './whole.ts'

/** Makes the reading side of a Mailcow server; sends nothing yet. */
export function createMailcowTarget(options: MailcowOptions): Target {
  const connection = createConnection(options)
  /** By domain, how many aliases stayed unlisted after a second look: a third would show no more. */
  let unlisted: ReadonlyMap<string, number> = new Map()

  async function readWhole(advance: () => void): Promise<{ rows: Rows; date: Date | undefined }> {
    const first = await readRows(connection, advance)
    const doubts = doubtsOf(first.rows)
    if (!isDoubtful(doubts, unlisted)) return first
    await sleep(connection.pauseMs)
    const second = await readRows(connection, () => {})
    const left = doubtsOf(second.rows)
    if (left.mailboxes.length > 0 || left.repeatedIds.length > 0) throw notWhole(left)
    unlisted = new Map(left.aliases.map((gap) => [gap.domain, missing(gap)]))
    return second
  }

  return {
    async readState(progress) {
      let done = 0
      const advance = () => progress?.(++done, 5)
      // Alone and first: a wrong key must cost one request, not four.
      const version = await readVersion(connection)
      advance()
      const { rows, date } = await readWhole(advance)
      return {
        state: {
          aliases: sorted(rows.aliases.map(toAlias), (alias) => alias.id),
          domains: sorted(rows.domains.map(toDomain), (domain) => domain.name),
          aliasDomains: sorted(rows.aliasDomains.map(toAliasDomain), (domain) => domain.name),
          mailboxes: sorted(rows.mailboxes.map(toMailbox), (mailbox) => mailbox.address),
          absentFlags: absentFlagsOf(rows.aliases, version),
        },
        serverTime: date,
      }
    },
    readAlias: (id) => readAlias(connection, id),
    findAlias: (address) => findAlias(connection, address),
  }
}

async function readRows(
  connection: Connection,
  advance: () => void,
): Promise<{ rows: Rows; date: Date | undefined }> {
  const read = async <Reply>(reply: Promise<Reply>) => {
    const value = await reply
    advance()
    return value
  }
  const [domains, aliasDomains, mailboxes, aliases] = await Promise.all([
    read(ask(connection, '/get/domain/all', listOf(domainRowSchema))),
    read(ask(connection, '/get/alias-domain/all', listOf(aliasDomainRowSchema))),
    read(ask(connection, '/get/mailbox/all', listOf(mailboxRowSchema))),
    read(ask(connection, '/get/alias/all', listOf(aliasRowSchema))),
  ])
  return {
    rows: {
      domains: domains.value,
      aliasDomains: aliasDomains.value,
      mailboxes: mailboxes.value,
      aliases: aliases.value,
    },
    date: aliases.date,
  }
}
