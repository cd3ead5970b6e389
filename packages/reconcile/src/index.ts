export type {
  AliasContent,
  Progress,
  Source,
  SourceReading,
  Target,
  TargetReading,
  TargetWriter,
} from './ports.ts'
