export type { Outcome, ReceiverEvent } from './event.ts'
export { type Address, type Listener, type ListenOptions, listen } from './listener/listen.ts'
export { createReceiver, type ReceiverOptions } from './receiver.ts'
export type { IgnoredReason, WideningCause } from './webhook/understand.ts'
