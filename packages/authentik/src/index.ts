export type { AuthentikSourceOptions } from './options.ts'
export { createAuthentikSource } from './source.ts'
