/** Why a queue could not be opened or used; the message is for people and holds no password. */
export class QueueError extends Error {
  override readonly name = 'QueueError'
  readonly reason: 'url' | 'unreachable' | 'locked' | 'folder' | 'timeout' | 'closed'

  constructor(reason: QueueError['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** Thrown by a handler: the run's scopes are looked at again after so many milliseconds, live ones at once as ever. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater'
  readonly delayMs: number

  constructor(delayMs: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.delayMs = delayMs
  }
}

/** This worker no longer owns the run: it must write nothing more. */
export class LostLock extends Error {
  override readonly name = 'LostLock'

  constructor() {
    super('this worker lost its run to another one')
  }
}

/** The abort reason of a run whose worker closes: the scopes of a run that ends by throwing are handed back. */
export class HandBack extends Error {
  override readonly name = 'HandBack'

  constructor() {
    super('the worker closes and hands its run back')
  }
}

/** The run that somebody waited for failed; its scopes are not lost. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed'
}

const address = /[^\s"'<>(),;:]+@[^\s"'<>(),;]+/g

/** The message of an error as it may be kept with a job: no mail address, at most 500 characters. */
export function storableMessage(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error)
  return text.replace(address, '…@…').slice(0, 500)
}
