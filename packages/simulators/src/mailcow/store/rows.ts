/** One row of the alias table. Rows whose address equals their goto belong to mailboxes and are hidden. */
export interface AliasRow {
  readonly id: number
  readonly address: string
  /** Members, separated by commas without spaces. */
  readonly goto: string
  readonly domain: string
  readonly active: number
  readonly internal: number
  readonly senderAllowed: number
  readonly sogoVisible: number
  readonly publicComment: string | null
  readonly privateComment: string | null
  /** Server-local `YYYY-MM-DD HH:MM:SS`. */
  readonly created: string
  /** As `created`; null until a column really changed. */
  readonly modified: string | null
}

/** One domain; quotas in MiB. */
export interface DomainRow {
  readonly domain: string
  readonly description: string
  readonly aliases: number
  readonly mailboxes: number
  readonly defquota: number
  readonly maxquota: number
  readonly quota: number
  readonly active: number
  readonly backupmx: number
  readonly gal: number
  readonly relayAllRecipients: number
  readonly relayUnknownOnly: number
  readonly rateLimit: { readonly value: string; readonly frame: string } | false
  readonly created: string
  readonly modified: string | null
}

/** One alias domain. */
export interface AliasDomainRow {
  readonly aliasDomain: string
  readonly targetDomain: string
  readonly active: number
  readonly created: string
  readonly modified: string | null
}

/** One mailbox; `active` 2 means mail is taken and logins are refused. */
export interface MailboxRow {
  readonly username: string
  readonly domain: string
  readonly localPart: string
  readonly name: string
  readonly active: number
  /** Bytes. */
  readonly quota: number
  readonly attributes: Readonly<Record<string, string | null>>
  readonly tags: readonly string[]
  readonly created: string
  readonly modified: string | null
}

/** What a mailbox may send as: addresses, `@domain`, or `*`. */
export interface SenderAclRow {
  readonly username: string
  readonly sendAs: readonly string[]
}
