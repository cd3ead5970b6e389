export { createAuthentikEventLog } from './event-log.ts'
export type { AuthentikSourceOptions } from './options.ts'
export { createAuthentikPieces } from './pieces.ts'
export { createAuthentikSource } from './source.ts'
