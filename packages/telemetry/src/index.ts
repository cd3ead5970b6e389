export type { AuditMetrics } from './audit.ts'
export type { DoctorMetrics } from './doctor.ts'
export { createLog, type Log, type LogFields, type LogLevel, logLevels } from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
