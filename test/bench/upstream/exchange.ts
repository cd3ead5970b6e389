/** One request and its answer. Times are those of `performance.now()`, in milliseconds. */
export interface Exchange {
  readonly side: 'source' | 'target'
  readonly method: string
  readonly path: string
  /** When the server got it; it may have waited for a free worker since. */
  readonly begin: number
  readonly end: number
}

/** What was exchanged, oldest answer first, and who wants to hear of it. */
export interface Exchanges {
  readonly all: Exchange[]
  /** Tells of each exchange when its answer is sent. */
  readonly onExchange: Set<(exchange: Exchange) => void>
}

/** Polling of the event log goes on between runs and belongs to none. */
export function isOfRun({ path }: Exchange): boolean {
  return !path.includes('/events/events/')
}

/** Whether a request changes an alias. */
export function isWrite({ side, method }: Exchange): boolean {
  return side === 'target' && method === 'POST'
}
