export type {
  Cause,
  ChangeEntry,
  Decision,
  DecisionEntry,
  DecisionKind,
  Entry,
  GapEntry,
} from './entry/entry.ts'
export { type Erasure, erasePerson } from './erase/erase.ts'
export { type AuditLog, createAuditLog, type LogOptions } from './log.ts'
export { erasedPrefix } from './query/decode.ts'
export { type Filter, fits } from './query/filter.ts'
export {
  type AliasHistory,
  aliasAt,
  type PastAlias,
  type Presence,
  presences,
  readHistory,
} from './query/history.ts'
export { readEntries } from './query/read.ts'
export { pruneLog } from './retention/prune.ts'
export type { Finding, Verification } from './verify/finding.ts'
export { verifyLog } from './verify/verify.ts'
