/** What is doubtful about a rule that can be used as it is. */
export interface LintFinding {
  readonly code: LintCode
  /** The rule's name. */
  readonly rule: string
  /** A whole sentence that names what to change. */
  readonly message: string
}

/** The kinds of findings. */
export type LintCode =
  | 'unreachable'
  | 'never-matches'
  | 'domain-not-served'
  | 'domain-unused'
  | 'same-address'
  | 'one-address-for-many'
  | 'no-members-left'
  | 'added-and-left-out'
  | 'duplicate-name'
