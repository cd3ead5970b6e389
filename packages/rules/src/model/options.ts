import type { AddressTemplate, DomainSet } from './address.ts'
import type { AttributePath } from './pattern.ts'

/** What aliases of lists and of people have in common. Undefined where the file says nothing: then the settings decide. */
export interface AliasOptions {
  /** The domains of addresses that name none: one alias in each. */
  readonly domain: DomainSet | undefined
  readonly internal: boolean | undefined
  readonly senderAllowed: boolean | undefined
  readonly sogoVisible: boolean | undefined
  readonly publicComment: string | undefined
  readonly policy: 'sync' | 'upsert-only' | 'create-only' | undefined
  /** What becomes of an alias that is wanted no more: deactivated and later deleted (the default), or given back to people. */
  readonly orphans: 'retire' | 'release' | undefined
}

/** How the aliases of a group are to be. */
export interface ListOptions extends AliasOptions {
  /** One alias for each, in each of its domains. Undefined: what the group's name yields. Never empty. */
  readonly address: readonly AddressTemplate[] | undefined
  readonly members: MemberOptions
  /** What to do with more members than one alias can have: refuse (the default) or split. */
  readonly large: 'refuse' | 'split' | undefined
}

/** How the personal aliases of a user are to be. */
export interface PersonalOptions extends AliasOptions {
  /** One alias for each, in each of its domains. Never empty. */
  readonly address: readonly AddressTemplate[]
}

/** Who of a group is a member of its aliases. Undefined where the file says nothing. */
export interface MemberOptions {
  /** Whether members of nested groups count; default: they do. */
  readonly nested: boolean | undefined
  readonly serviceAccounts: 'exclude' | 'include' | undefined
  /** What becomes of members whose address is in no served domain. */
  readonly external: 'keep' | 'drop' | undefined
  /** Only addresses in one of these domains. */
  readonly domains: DomainSet | undefined
  /** Where the addresses of a user are found: all that are found are members. Undefined: the e-mail address. Never empty. */
  readonly addressFrom: readonly AddressSource[] | undefined
  /** What becomes of an address in a served domain that has no active mailbox; undefined: drop. */
  readonly withoutMailbox: 'keep' | 'drop' | undefined
  /** Further members: addresses in lower case with the domain in punycode, each once. */
  readonly add: readonly string[]
  readonly leaveOut: readonly MemberName[]
}

/** Where an address of a user is found: the e-mail address, or an attribute that holds a text or a list of texts. */
export type AddressSource = 'email' | { readonly attribute: AttributePath }

/** Somebody who is not to be a member: by the username as it is written, or by an address. */
export interface MemberName {
  readonly username: string
  /** Lower case, domain in punycode; undefined where what is written is no address. */
  readonly address: string | undefined
}
