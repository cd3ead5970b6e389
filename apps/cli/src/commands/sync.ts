import { planDocument } from '@cowherd/plan'
import { planRun, syncRun } from '@cowherd/reconcile'
import { Command } from 'commander'
import { recordDecision } from '../audit/recorders.ts'
import { connect } from '../connection/connect.ts'
import { warnIfPaused } from '../connection/pause.ts'
import { settingsOf } from '../connection/settings.ts'
import { reportDocument } from '../document/report.ts'
import { examples } from '../program/examples.ts'
import { exitCodeOf } from '../program/exit-code.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { renderPlan } from '../render/plan.ts'
import { renderReport } from '../render/report.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import { remoteExitCode, renderRemote, runRemotely } from '../service/remote.ts'
import { noService } from './sweep.ts'

/** `cowherd sync`: one run over everything. */
export const syncCommand: CommandFactory = (io, exit) =>
  new Command('sync')
    .description('bring the aliases in line with the groups, once')
    .option('--dry-run', 'like plan: write nothing', false)
    .option('--nightly', 'the full reconciliation, which also counts and deletes expired orphans', false)
    .option('--approve <checksum>', 'let the held changes through that the plan showed with this checksum')
    .option('--remote', 'have the running service do it, and show what it did', false)
    .option('--strict', 'exit with 1 when there are conflicts or warnings', false)
    .option('--full', 'show every member and every group that is left out', false)
    .option('--json', 'print the report (with --dry-run the plan) as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd sync', 'everything that is not held'],
        ['cowherd sync --approve 0123456789abcdef', 'and what was held, as you saw it in the plan'],
      ]),
    )
    .action(async (options: SyncOptions, command: Command) => {
      const settings = settingsOf(command, io)
      const context = connect(settings, io, { command: 'sync' })
      const paint = createPaint(io.stdout, io.env)
      if (options.dryRun) {
        const { plan } = await planRun(context, { nightly: options.nightly })
        await warnIfPaused(context.memory, io)
        if (options.json) writeJson(io, planDocument(plan))
        else writeText(io.stdout, renderPlan(plan, paint, options))
        return
      }
      // Beside a running service a second writer would only be in its way.
      if (options.approve !== undefined) {
        await recordDecision(settings, io, { decision: 'approve', detail: `asked: ${options.approve}` })
      }
      const remote = await runRemotely(settings, io, options)
      if (options.remote && !remote) throw noService(settings)
      if (remote) {
        if (options.json) writeJson(io, remote)
        else writeText(io.stdout, renderRemote(remote))
        exit(remoteExitCode(remote))
        return
      }
      const report = await syncRun(context, { nightly: options.nightly, approve: options.approve })
      if (options.json) writeJson(io, reportDocument(report))
      else writeText(io.stdout, `${renderPlan(report.plan, paint, options)}\n${renderReport(report, paint)}`)
      exit(exitCodeOf(report, options.strict))
    })

interface SyncOptions {
  readonly dryRun: boolean
  readonly nightly: boolean
  readonly approve?: string
  readonly remote: boolean
  readonly strict: boolean
  readonly full: boolean
  readonly json: boolean
}
