import { planDocumentSchema } from '@cowherd/plan'
import { savedAliasesSchema } from '@cowherd/state'
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import {
  auditDocumentSchema,
  erasureDocumentSchema,
  pruneDocumentSchema,
  verificationDocumentSchema,
} from '../audit/document.ts'
import { demoDocumentSchema } from '../demo/document.ts'
import { doctorDocumentSchema } from '../doctor/document.ts'
import { errorDocumentSchema } from '../document/error.ts'
import { explanationDocumentSchema } from '../document/explanation.ts'
import { groupsDocumentSchema } from '../document/groups.ts'
import { handDocumentSchema } from '../document/hand.ts'
import { holdsDocumentSchema } from '../document/holds.ts'
import { importDocumentSchema } from '../document/import.ts'
import { remoteReportSchema } from '../document/remote.ts'
import { reportDocumentSchema } from '../document/report.ts'
import { restoreDocumentSchema } from '../document/restore.ts'
import { lintDocumentSchema, rulesTestDocumentSchema } from '../document/rules.ts'
import { setupAuthentikDocumentSchema, setupMailcowDocumentSchema } from '../document/setup.ts'
import {
  exportDocumentSchema,
  pauseDocumentSchema,
  settingsDocumentSchema,
  versionDocumentSchema,
} from '../document/small.ts'
import { historyDocumentSchema } from '../history/document.ts'

/** Every document that a command prints, by the name of its schema file. */
export const documentSchemas = {
  plan: planDocumentSchema,
  report: reportDocumentSchema,
  run: remoteReportSchema,
  groups: groupsDocumentSchema,
  explanation: explanationDocumentSchema,
  hand: handDocumentSchema,
  holds: holdsDocumentSchema,
  audit: auditDocumentSchema,
  'audit-verification': verificationDocumentSchema,
  'audit-erasure': erasureDocumentSchema,
  'audit-prune': pruneDocumentSchema,
  history: historyDocumentSchema,
  restore: restoreDocumentSchema,
  import: importDocumentSchema,
  export: exportDocumentSchema,
  'saved-aliases': savedAliasesSchema,
  pause: pauseDocumentSchema,
  settings: settingsDocumentSchema,
  version: versionDocumentSchema,
  demo: demoDocumentSchema,
  'setup-authentik': setupAuthentikDocumentSchema,
  'setup-mailcow': setupMailcowDocumentSchema,
  doctor: doctorDocumentSchema,
  'rules-test': rulesTestDocumentSchema,
  'rules-lint': lintDocumentSchema,
  error: errorDocumentSchema,
} satisfies Readonly<Record<string, v.GenericSchema>>

/** Name of a document. */
export type DocumentName = keyof typeof documentSchemas

/** Commands that run until they are stopped: they log, and print no document. */
export const services: ReadonlySet<string> = new Set(['serve', 'receiver', 'worker', 'console'])

/** What each other command prints with `--json`, by its name. */
export const commandDocuments: Readonly<Record<string, readonly (readonly [DocumentName, string])[]>> = {
  plan: [['plan', '']],
  sync: [
    ['report', ''],
    ['plan', 'with `--dry-run`'],
    ['run', 'with `--remote`, and beside a running service'],
  ],
  sweep: [['run', '']],
  groups: [['groups', '']],
  explain: [['explanation', '']],
  adopt: [
    ['report', ''],
    ['plan', 'with `--dry-run`'],
  ],
  release: [['hand', '']],
  'owner rename': [['hand', '']],
  pause: [['pause', '']],
  resume: [['pause', '']],
  'audit show': [['audit', '']],
  'audit verify': [['audit-verification', '']],
  'audit erase': [['audit-erasure', '']],
  'audit prune': [['audit-prune', '']],
  history: [['history', '']],
  restore: [['restore', '']],
  hold: [
    ['hand', 'with addresses'],
    ['holds', 'without any'],
  ],
  export: [
    ['export', 'with a file'],
    ['saved-aliases', 'without one'],
  ],
  import: [['import', '']],
  'rules test': [['rules-test', '']],
  'rules lint': [['rules-lint', '']],
  config: [['settings', '']],
  'setup authentik': [['setup-authentik', '']],
  'setup mailcow': [['setup-mailcow', '']],
  doctor: [['doctor', '']],
  demo: [['demo', '']],
  version: [['version', '']],
}

/** A document's shape as JSON schema (draft 2020-12). */
export function jsonSchemaOf(name: DocumentName): object {
  return toJsonSchema(documentSchemas[name], {
    target: 'draft-2020-12',
    typeMode: 'output',
    errorMode: 'ignore',
  })
}
