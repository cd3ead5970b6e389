import { localPartOf, toAscii, toKey } from './address.ts'
import { addAlias } from './alias/add.ts'
import { deleteAlias } from './alias/delete.ts'
import { editAlias } from './alias/edit.ts'
import { listAliases } from './alias/read.ts'
import type { Call, Entry } from './call.ts'
import { addAliasDomain } from './domain/add-alias-domain.ts'
import { deleteDomain } from './domain/delete.ts'
import { editDomain } from './domain/edit.ts'
import { insertDomain } from './domain/insert.ts'
import { deleteMailbox } from './mailbox/delete.ts'
import { setMailboxActive } from './mailbox/edit.ts'
import { insertMailbox } from './mailbox/insert.ts'
import type { Input, Value } from './php.ts'
import type { AliasColumns } from './store/aliases.ts'
import type { AliasRow, MailboxRow } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** Fields of an alias as a person sets them; flags are on (`internal`: off) when left out of a new one. */
export interface AliasFields {
  readonly address?: string
  readonly goto?: string | readonly string[]
  readonly active?: boolean | number
  readonly internal?: boolean | number
  readonly senderAllowed?: boolean | number
  readonly sogoVisible?: boolean | number
  readonly publicComment?: string
  readonly privateComment?: string
}

/** Fields of a domain as a person sets them; limits of 100,000 when left out. */
export interface DomainFields {
  readonly domain: string
  readonly active?: boolean
  readonly aliasLimit?: number
  readonly mailboxLimit?: number
  readonly backupmx?: boolean
  readonly relayAllRecipients?: boolean
}

/**
 * What people do on the server behind the API's back. It takes effect as on the real one, side effects included;
 * what the server would refuse throws an Error with its message codes.
 */
export interface Hand {
  addDomain(fields: DomainFields): void
  setDomainActive(domain: string, active: boolean): void
  /** Deletes the aliases of the domain too; refused while it has mailboxes. */
  removeDomain(domain: string): void
  addAliasDomain(names: { readonly aliasDomain: string; readonly targetDomain: string }): void
  addMailbox(fields: { readonly address: string; readonly name?: string; readonly active?: 0 | 1 | 2 }): void
  /** Changes no alias. */
  setMailboxActive(address: string, active: 0 | 1 | 2): void
  /** Takes the mailbox out of every goto list and deletes the aliases that had no other member. */
  removeMailbox(address: string): void
  /** Makes an alias that expires, as users do for themselves. */
  addTimeLimitedAlias(address: string, mailbox: string): void
  /** Gives the id. */
  addAlias(
    fields: AliasFields & { readonly address: string; readonly goto: string | readonly string[] },
  ): number
  editAlias(id: number, fields: AliasFields): void
  removeAlias(id: number): void
  /** Sets columns of a row in the database itself, past every check; reaches hidden rows too. */
  overwriteAlias(id: number, columns: Partial<AliasColumns>): void
  /** Copies of all rows that the API shows, ascending by id. */
  aliases(): AliasRow[]
}

/** Makes the hand side of a store. */
export function createHand(store: Store): Hand {
  function carryOut(write: (call: Call, input: Input) => void, input: Input): Entry[] {
    const entries: Entry[] = []
    write({ store, admin: true, entries }, input)
    const refused = entries
      .filter((entry) => entry.type !== 'success')
      .map((entry) => JSON.stringify(entry.msg))
    if (refused.length > 0) throw new Error(`refused: ${refused.join(', ')}`)
    return entries
  }

  function mailbox(address: string): MailboxRow {
    const row = store.mailboxes.get(toKey(address))
    if (!row) throw new Error(`no mailbox ${address}`)
    return row
  }

  return {
    addDomain: (fields) => insertDomain(store, fields),
    setDomainActive: (domain, active) => void carryOut(editDomain, { domain, active: active ? 1 : 0 }),
    removeDomain: (domain) => void carryOut(deleteDomain, { domain }),
    addAliasDomain({ aliasDomain, targetDomain }) {
      carryOut(addAliasDomain, { alias_domain: aliasDomain, target_domain: targetDomain, active: 1 })
    },
    addMailbox({ address, name, active = 1 }) {
      const domain = toAscii(address.slice(address.indexOf('@') + 1))
      const localPart = localPartOf(address).toLowerCase()
      if (!store.domains.has(domain)) throw new Error(`no domain ${domain}`)
      if (store.aliases.byAddress(`${localPart}@${domain}`)) throw new Error(`${address} exists`)
      insertMailbox(store, { localPart, domain, name: name ?? localPart, active, quota: 1_073_741_824 })
    },
    setMailboxActive: (address, active) => setMailboxActive(store, mailbox(address), active),
    removeMailbox: (address) => void carryOut(deleteMailbox, { username: mailbox(address).username }),
    addTimeLimitedAlias(address, goto) {
      store.timeLimitedAliases.put(toKey(address), { address, goto: mailbox(goto).username })
    },
    addAlias(fields) {
      const flags = { active: 1, internal: 0, sender_allowed: 1, sogo_visible: 1 }
      const [entry] = carryOut(addAlias, { ...flags, ...toInput(fields) })
      if (!Array.isArray(entry?.msg)) throw new Error('refused: the alias is its own goto')
      return Number(entry.msg[2])
    },
    editAlias: (id, fields) => void carryOut(editAlias, { ...toInput(fields), id }),
    removeAlias: (id) => void carryOut(deleteAlias, { id }),
    overwriteAlias: (id, columns) => store.aliases.update(id, columns),
    aliases: () =>
      listAliases(store)
        .map((row) => ({ ...row }))
        .sort((a, b) => a.id - b.id),
  }
}

function toInput(fields: AliasFields): Input {
  const input: { [key: string]: Value | undefined } = {
    address: fields.address,
    goto: typeof fields.goto === 'object' ? fields.goto.join(',') : fields.goto,
    active: fields.active,
    internal: fields.internal,
    sender_allowed: fields.senderAllowed,
    sogo_visible: fields.sogoVisible,
    public_comment: fields.publicComment,
    private_comment: fields.privateComment,
  }
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  )
}
