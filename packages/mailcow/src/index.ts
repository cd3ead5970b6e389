export type { MailcowOptions } from './connection/connection.ts'
export { createMailcowPieces } from './reading/pieces.ts'
export { createMailcowTarget } from './reading/target.ts'
