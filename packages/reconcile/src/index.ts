export { type ApplyContext, applyChanges } from './apply/apply.ts'
export type { ChangeResult } from './apply/result.ts'
export { type BorrowedGraph, borrowGraph } from './graph/borrowed.ts'
export { isDoubtful } from './graph/doubt.ts'
export { createGraph } from './graph/graph.ts'
export type { Graph } from './graph/model.ts'
export { rememberResults } from './graph/remember-results.ts'
export { rememberWhole } from './graph/remember-whole.ts'
export { createVolatileValues, type Values } from './graph/values.ts'
export { createVolatileMemory, type Memory, type Pause, sumRemovals } from './memory/memory.ts'
export { deletedIn, type PartRequest, type WideningCause, WideningError } from './part/scope.ts'
export type {
  AliasContent,
  EventLog,
  GroupsReading,
  LoggedEvent,
  LogPage,
  Progress,
  Source,
  SourcePieces,
  SourceReading,
  Target,
  TargetPieces,
  TargetReading,
  TargetWriter,
} from './ports.ts'
export type { Reading, ReadProgress } from './read/read.ts'
export type { CarryOutRequest, Outcome } from './run/carry-out.ts'
export { type PartReport, type PartRunContext, partRun } from './run/part-run.ts'
export type { ChangeRecorder } from './run/recorder.ts'
export {
  type Planned,
  type PlanRequest,
  planRun,
  type Report,
  type RunContext,
  type SyncContext,
  syncRun,
} from './run/run.ts'
