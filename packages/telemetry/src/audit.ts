import type { Registry } from 'prom-client'
import { counterOf } from './registry/instruments.ts'
import { outgoingMetrics } from './table/upstream.ts'

/** What the audit log counts. */
export interface AuditMetrics {
  /** A change or a decision was written to the audit log, or could not be. */
  auditRecord(result: 'written' | 'lost'): void
}

/** Metrics of the audit log. */
export function createAuditMetrics(registry: Registry): AuditMetrics {
  const records = counterOf(registry, outgoingMetrics.audit)
  return { auditRecord: (result) => records.add({ result }) }
}
