export {
  type Answer,
  createUpstream,
  type RequestRecord,
  type Upstream,
  type UpstreamOptions,
} from './client.ts'
export { type Side, UpstreamError, type UpstreamErrorCode } from './error.ts'
export { parseAnswer } from './json.ts'
export { maskSecrets } from './mask.ts'
export { createTransport, type TransportOptions } from './transport.ts'
