export type { AuthentikEvent } from './authentik/event/log.ts'
export type { NewGroup, NewToken, NewUser } from './authentik/hand.ts'
export {
  type AuthentikSimulator,
  type AuthentikSimulatorOptions,
  createAuthentikSimulator,
  type GroupSnapshot,
  type UserSnapshot,
} from './authentik/simulator.ts'
export type { WebhookDelivery, WebhookOptions } from './authentik/webhook/options.ts'
export type { AliasFields, DomainFields } from './mailcow/hand.ts'
export {
  createMailcowSimulator,
  type KeySettings,
  type MailcowSimulator,
  type MailcowSimulatorOptions,
} from './mailcow/simulator.ts'
export type { AliasRow } from './mailcow/store/rows.ts'
export type { Fault, FaultKind, FaultSwitch } from './server/fault.ts'
export type { RequestRecord, SimulatedServer } from './server/server.ts'
