import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Settings } from '@cowherd/config'
import type { Io } from '../program/io.ts'

/** What the audit log needs of the settings. */
export type AuditSettings = Pick<Settings, 'dataDir' | 'owner'>

/** Where the audit log stands, of all installations that share a data folder. */
export function auditFolder({ dataDir }: AuditSettings): string {
  return join(dataDir, 'audit')
}

/** What writes into the folder works with. */
export function writerOptions(settings: AuditSettings, io: Pick<Io, 'now'>) {
  return {
    folder: auditFolder(settings),
    owner: settings.owner,
    now: io.now,
    randomHex: (octets: number) => randomBytes(octets).toString('hex'),
  }
}

/** Who gives a command: as told, else the user of the machine, also behind sudo. */
export function operatorOf({ env }: Pick<Io, 'env'>, told?: string): string {
  return told ?? env['SUDO_USER'] ?? env['USER'] ?? env['LOGNAME'] ?? 'unknown'
}
