/** Somebody, or something, with an account in Authentik. */
export interface Person {
  readonly username: string
  readonly name: string
  readonly email: string
  /** False for people who left. */
  readonly active: boolean
  readonly type: 'internal' | 'external' | 'service_account'
  /** Names of the groups that they are directly in. */
  readonly groups: readonly string[]
}

/** A group of Authentik. */
interface CompanyGroup {
  readonly name: string
  /** Names of the groups that it is nested in. */
  readonly parents: readonly string[]
  readonly attributes: Readonly<Record<string, unknown>>
  readonly superuser: boolean
}

/** An alias that people made in Mailcow before Cowherd came. */
export interface HandMadeAlias {
  readonly address: string
  readonly goto: readonly string[]
  readonly active: boolean
  readonly comment: string
  /** It has exactly the members of the group of its name, so that Cowherd may take it over. */
  readonly adoptable: boolean
}

/** All that the two servers know of one company. */
export interface Company {
  readonly name: string
  /** The domain of its people and groups. */
  readonly domain: string
  readonly otherDomains: readonly string[]
  readonly people: readonly Person[]
  /** Parents before children, except in a circle. */
  readonly groups: readonly CompanyGroup[]
  readonly mailboxes: readonly { readonly address: string; readonly name: string }[]
  readonly aliases: readonly HandMadeAlias[]
}
