export { type Side, UpstreamError, type UpstreamErrorCode } from './error.ts'
