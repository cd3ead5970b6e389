/** What verification finds. All but `unfinished` mean that somebody or something touched the log. */
export interface Finding {
  readonly code: /** the last line of a file does not end: whoever wrote it was killed, or is writing it */
    | 'unfinished'
    /** a line is none */
    | 'damaged'
    /** a line does not follow from the one before it */
    | 'edited'
    /** lines are missing, or stand elsewhere */
    | 'gap'
    /** the end of a chain is missing */
    | 'cut'
    /** a whole file is missing, or what tells how far a chain reached */
    | 'missing'
    /** the words of a text are not what was sealed */
    | 'text'
    /** the words of a text were taken out and the log does not tell of it */
    | 'taken-out'
  readonly file: string
  /** From 1; undefined where it is about a whole file. */
  readonly line: number | undefined
  readonly message: string
}

/** What a verification tells. */
export interface Verification {
  readonly files: number
  readonly lines: number
  /** Changes that were begun, and decisions. */
  readonly records: number
  /** Texts whose words were taken out on purpose. */
  readonly erased: number
  readonly findings: readonly Finding[]
  /** How far each chain reaches: kept elsewhere, it shows later that nothing before it was touched. */
  readonly heads: readonly { readonly chain: string; readonly seq: number; readonly hash: string }[]
}
