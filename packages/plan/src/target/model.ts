/** The four switches of an alias that Cowherd sets explicitly on every write. */
export interface Flags {
  /** Mail is delivered. */
  readonly active: boolean
  /** Only mail from the alias's own domain is accepted. */
  readonly internal: boolean
  /** Members who are listed directly may send as the alias. */
  readonly senderAllowed: boolean
  /** Shown in SOGo's address book. */
  readonly sogoVisible: boolean
}

/** One alias as the target has it. */
export interface Alias {
  readonly id: number
  /** Lower case, domain in punycode; `@domain` for a catch-all. */
  readonly address: string
  /** The goto list as stored, split, in stored order and case. */
  readonly goto: readonly string[]
  readonly flags: Flags
  readonly privateComment: string
  readonly publicComment: string
  /**
   * When the target last wrote it, `YYYY-MM-DD HH:MM:SS` in the server's own time zone; empty where that is not known.
   * Only shown, never compared: every write of anybody moves it.
   */
  readonly modified: string
}

/** A mail domain served by the target. */
export interface Domain {
  /** Lower case, punycode. */
  readonly name: string
  readonly active: boolean
  /** Mail for some or all recipients is passed on to another server, so a missing mailbox means nothing. */
  readonly relay: boolean
  /** How many aliases may still be added; may be negative. */
  readonly aliasesLeft: number
}

/** A domain whose addresses stand for those of another. */
export interface AliasDomain {
  readonly name: string
  readonly target: string
}

/** A mailbox of the target. */
export interface Mailbox {
  /** Lower case. */
  readonly address: string
  /** Mail is accepted (active, or login disallowed only). */
  readonly receives: boolean
}

/** One whole reading of the target, each list in order of address or id. */
export interface TargetState {
  readonly aliases: readonly Alias[]
  readonly domains: readonly Domain[]
  readonly aliasDomains: readonly AliasDomain[]
  readonly mailboxes: readonly Mailbox[]
  /** Flags that this version of the target does not have yet: never compared. */
  readonly absentFlags: readonly (keyof Flags)[]
}
