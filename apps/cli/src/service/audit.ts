import { createAuditLog, pruneLog } from '@cowherd/audit'
import type { Settings } from '@cowherd/config'
import type { AuditMetrics, Log } from '@cowherd/telemetry'
import type { OpenRecorder } from '@cowherd/worker'
import { auditFolder, writerOptions } from '../audit/folder.ts'
import { runRecorder } from '../audit/recorders.ts'
import type { Io } from '../program/io.ts'

/** The audit log of a service. */
export interface ServiceAudit {
  readonly openRecorder: OpenRecorder
  /** Deletes what is older than COWHERD_AUDIT_DAYS. Never throws. */
  prune(): Promise<void>
  close(): Promise<void>
}

/** Opens the log of a worker; where it cannot write, log and metrics tell it, and changes go on. */
export function openServiceAudit(settings: Settings, io: Io, log: Log, metrics: AuditMetrics): ServiceAudit {
  const audit = createAuditLog({
    ...writerOptions(settings, io),
    onFailure: (message) => log('error', message),
    onRecord: (result) => metrics.auditRecord(result),
  })
  return {
    openRecorder: (scopes, run) => runRecorder(audit, run, scopes),
    async prune() {
      if (settings.auditDays === 0) return
      try {
        const deleted = await pruneLog(auditFolder(settings), settings.auditDays, io.now())
        if (deleted.length === 0) return
        log('info', 'old files of the audit log deleted', { files: deleted.length })
        await audit.decide({ decision: 'prune', by: 'the service', detail: deleted.join(' ') })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log('error', `Old files of the audit log cannot be deleted: ${reason}`)
      }
    },
    close: () => audit.close(),
  }
}
