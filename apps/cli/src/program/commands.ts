import { adoptCommand } from '../commands/adopt.ts'
import { auditCommand } from '../commands/audit.ts'
import { configCommand } from '../commands/config.ts'
import { consoleCommand } from '../commands/console.ts'
import { demoCommand } from '../commands/demo.ts'
import { doctorCommand } from '../commands/doctor.ts'
import { explainCommand } from '../commands/explain.ts'
import { exportCommand } from '../commands/export.ts'
import { groupsCommand } from '../commands/groups.ts'
import { historyCommand } from '../commands/history.ts'
import { holdCommand } from '../commands/hold.ts'
import { importCommand } from '../commands/import.ts'
import { ownerCommand } from '../commands/owner.ts'
import { pauseCommand, resumeCommand } from '../commands/pause.ts'
import { planCommand } from '../commands/plan.ts'
import { releaseCommand } from '../commands/release.ts'
import { restoreCommand } from '../commands/restore.ts'
import { rulesCommand } from '../commands/rules.ts'
import { receiverCommand, serveCommand, workerCommand } from '../commands/serve.ts'
import { setupCommand } from '../commands/setup.ts'
import { sweepCommand } from '../commands/sweep.ts'
import { syncCommand } from '../commands/sync.ts'
import { versionCommand } from '../commands/version.ts'
import type { CommandFactory } from './program.ts'

/** Every command, in the order in which they are shown. */
export const everyCommand: readonly CommandFactory[] = [
  setupCommand,
  doctorCommand,
  planCommand,
  syncCommand,
  serveCommand,
  receiverCommand,
  workerCommand,
  consoleCommand,
  sweepCommand,
  groupsCommand,
  explainCommand,
  rulesCommand,
  adoptCommand,
  releaseCommand,
  ownerCommand,
  pauseCommand,
  resumeCommand,
  auditCommand,
  historyCommand,
  restoreCommand,
  holdCommand,
  exportCommand,
  importCommand,
  configCommand,
  demoCommand,
  versionCommand,
]
