export { type ApplyContext, applyChanges } from './apply/apply.ts'
export type { ChangeResult } from './apply/result.ts'
export { createVolatileMemory, type Memory, type Pause, sumRemovals } from './memory/memory.ts'
export type {
  AliasContent,
  EventLog,
  GroupsReading,
  LoggedEvent,
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
export {
  type Planned,
  type PlanRequest,
  planRun,
  type Report,
  type RunContext,
  type SyncContext,
  syncRun,
} from './run/run.ts'
