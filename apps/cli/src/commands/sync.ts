import { planDocument } from '@cowherd/plan'
import { type Planned, planRun, type Report, syncRun } from '@cowherd/reconcile'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { reportDocument } from '../document/report.ts'
import { type ExitCode, exitCodes } from '../program/exit-code.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { renderPlan } from '../render/plan.ts'
import { renderReport } from '../render/report.ts'
import { createPaint } from '../render/style.ts'

/** `cowherd sync`: one run over everything. */
export const syncCommand: CommandFactory = (io, exit) =>
  new Command('sync')
    .description('bring the aliases in line with the groups, once')
    .option('--dry-run', 'like plan: write nothing', false)
    .option('--nightly', 'the full reconciliation, which also counts and deletes expired orphans', false)
    .option('--approve <checksum>', 'let the held changes through that the plan showed with this checksum')
    .option('--strict', 'exit with 1 when there are conflicts or warnings', false)
    .option('--full', 'show every member and every group that is left out', false)
    .option('--json', 'print the report as one JSON document', false)
    .action(async (options: SyncOptions, command: Command) => {
      const context = connect(settingsOf(command, io), io)
      const paint = createPaint(io.stdout, io.env)
      if (options.dryRun) {
        const { plan }: Planned = await planRun(context, { nightly: options.nightly })
        if (options.json) writeJson(io, planDocument(plan))
        else io.stdout.write(renderPlan(plan, paint, options))
        return
      }
      const report = await syncRun(context, { nightly: options.nightly, approve: options.approve })
      if (options.json) writeJson(io, reportDocument(report))
      else io.stdout.write(`${renderPlan(report.plan, paint, options)}\n${renderReport(report, paint)}`)
      exit(exitCodeOf(report, options.strict))
    })

interface SyncOptions {
  readonly dryRun: boolean
  readonly nightly: boolean
  readonly approve?: string
  readonly strict: boolean
  readonly full: boolean
  readonly json: boolean
}

/** The exit code that a report stands for. */
export function exitCodeOf(report: Report, strict: boolean): ExitCode {
  const { plan, results, paused, approval } = report
  if (results.some(({ outcome }) => outcome !== 'applied')) return exitCodes.error
  if (strict && plan.conflicts.length + plan.warnings.length > 0) return exitCodes.error
  const refused = approval === 'other-digest' || approval === 'expired'
  return paused || refused || plan.held.length > 0 ? exitCodes.held : exitCodes.done
}
