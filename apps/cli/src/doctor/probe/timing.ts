/** How requests of the doctor are sent. */
export interface ProbeTiming {
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a read is repeated while a server is away, in milliseconds. */
  readonly patienceMs: number
}
