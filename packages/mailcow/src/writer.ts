export { createMailcowWriter } from './writing/writer.ts'
