import { Counter, type Registry } from 'prom-client'

/** What the audit log counts. */
export interface AuditMetrics {
  /** A change or a decision was written to the audit log, or could not be. */
  auditRecord(result: 'written' | 'lost'): void
}

/** Metrics of the audit log. */
export function createAuditMetrics(registry: Registry): AuditMetrics {
  const records = new Counter({
    name: 'cowherd_audit_records_total',
    help: 'Records of the audit log by result (written, lost); lost ones want an alert: the disk is full or not writable',
    labelNames: ['result'],
    registers: [registry],
  })
  for (const result of ['written', 'lost']) records.inc({ result }, 0)
  return { auditRecord: (result) => records.inc({ result }) }
}
