import type { AttributePath } from './pattern.ts'

/** What stands in braces in an address: of a group slug, name and parent, of a user username, name, given and family. */
export type Placeholder = 'slug' | 'name' | 'parent' | 'username' | 'given' | 'family'

/** A piece of an address template. */
export type Part =
  | { readonly text: string }
  | { readonly placeholder: Placeholder }
  | { readonly attribute: AttributePath }

/**
 * An address with placeholders, taken apart. Texts are never empty and never stand side by side; they are in lower case, and a
 * domain without placeholders is a valid one in punycode.
 */
export interface AddressTemplate {
  /** As it is written in the file. */
  readonly written: string
  /** Empty for a catch-all, which always has a domain. */
  readonly local: readonly Part[]
  /** Undefined where the address takes the domains of its rule. */
  readonly domain: readonly Part[] | undefined
}

/** Some mail domains. At least one, or the served ones, or both. */
export interface DomainSet {
  /** All active domains of the Mailcow server. */
  readonly served: boolean
  /** Lower case, punycode, each once, in the file's order. */
  readonly names: readonly string[]
}
