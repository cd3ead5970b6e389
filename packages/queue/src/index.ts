export { HandBack, LostLock, QueueError, RetryLater, RunFailed } from './errors.ts'
export { openQueue, type QueueOptions } from './open.ts'
export type {
  Durability,
  Json,
  KeyValue,
  Queue,
  QueueStatus,
  RegisteredSchedule,
  Run,
  RunHandler,
  RunRecord,
  RunResult,
  Schedules,
  SweepRequest,
  Worker,
  WorkOptions,
} from './queue.ts'
export { parseScopeKey, type Scope, scopeKey } from './scope/scope.ts'
export type { Ear, StoredScope } from './scope/stored-scope.ts'
