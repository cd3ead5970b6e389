export type { MailcowOptions } from './connection/connection.ts'
export { createMailcowTarget } from './reading/target.ts'
