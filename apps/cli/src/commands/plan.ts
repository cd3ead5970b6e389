import { planDocument } from '@cowherd/plan'
import { planRun } from '@cowherd/reconcile'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { warnIfPaused } from '../connection/pause.ts'
import { settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { renderPlan } from '../render/plan.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd plan`: shows what a sync would do and writes nothing. */
export const planCommand: CommandFactory = (io, exit) =>
  new Command('plan')
    .description('show what a sync would change; writes nothing')
    .option('--nightly', 'plan the full reconciliation, which also deletes expired orphans', false)
    .option('--detailed-exitcode', 'exit with 2 when there is something to change', false)
    .option('--strict', 'exit with 1 when there are conflicts or warnings', false)
    .option('--full', 'show every member and every group that is left out', false)
    .option('--json', 'print the plan as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd plan', 'what the next sync does, and why'],
        [
          'cowherd plan --json --detailed-exitcode',
          'for a program: exit code 2 when there is something to do',
        ],
      ]),
    )
    .action(async (options: PlanOptions, command: Command) => {
      const context = connect(settingsOf(command, io), io)
      const { plan } = await planRun(context, { nightly: options.nightly })
      await warnIfPaused(context.memory, io)
      if (options.json) writeJson(io, planDocument(plan))
      else writeText(io.stdout, renderPlan(plan, createPaint(io.stdout, io.env), options))
      if (options.strict && plan.conflicts.length + plan.warnings.length > 0) exit(exitCodes.error)
      else if (options.detailedExitcode && plan.changes.length + plan.held.length > 0) exit(exitCodes.changes)
    })

interface PlanOptions {
  readonly nightly: boolean
  readonly detailedExitcode: boolean
  readonly strict: boolean
  readonly full: boolean
  readonly json: boolean
}
