import { type Plan, planDocument } from '@cowherd/plan'
import { planRun, syncRun } from '@cowherd/reconcile'
import { Command } from 'commander'
import { findCandidates } from '../adoption/candidates.ts'
import { adoptedBefore, assertAdoptable } from '../adoption/refusal.ts'
import { connect } from '../connection/connect.ts'
import { warnIfPaused } from '../connection/pause.ts'
import { settingsOf } from '../connection/settings.ts'
import { reportDocument } from '../document/report.ts'
import { parseAliasAddress } from '../explanation/subject.ts'
import { surveyOf, takeSurvey } from '../explanation/survey.ts'
import { examples } from '../program/examples.ts'
import { exitCodeOf } from '../program/exit-code.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { renderPlan } from '../render/plan.ts'
import { renderReport } from '../render/report.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd adopt`: takes over aliases that people or other programs made, where a group wants their address. */
export const adoptCommand: CommandFactory = (io, exit) =>
  new Command('adopt')
    .description(
      'take over aliases that people made, where a group wants their address; flags and comments stay',
    )
    .argument('[address...]', 'aliases to take over')
    .option('--matching', 'all aliases that stand at an address that a group wants', false)
    .option('--dry-run', 'show who would be added and removed; write nothing', false)
    .option('--approve <checksum>', 'let the held adoptions through that were shown with this checksum')
    .option('--full', 'show every member', false)
    .option('--json', 'print one JSON document: the plan with --dry-run, else the report', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd adopt --matching --dry-run', 'who would come and go'],
        ['cowherd adopt info@example.com', 'take over this one'],
      ]),
    )
    .action(async (given: string[], options: AdoptOptions, command: Command) => {
      const named = parseAddresses(given, options.matching)
      const context = connect(settingsOf(command, io), io, { command: 'adopt' })
      const paint = createPaint(io.stdout, io.env)
      const survey = options.matching ? await takeSurvey(context) : undefined
      const candidates = survey ? findCandidates(survey) : { adoptable: named, notes: [] }
      for (const note of candidates.notes) io.stderr.write(`${note}\n`)

      const line = `cowherd adopt ${options.matching ? '--matching' : named.join(' ')}`
      const view = { full: options.full, command: line }
      const adopt = new Set(candidates.adoptable)
      const preview = await planRun(context, { adopt, only: adopt })
      const looked = surveyOf(preview, context.settings)
      const before = adoptedBefore(looked, named)
      for (const address of before) io.stderr.write(`${address} is Cowherd's already.\n`)
      assertAdoptable(
        looked,
        named.filter((address) => !before.includes(address)),
      )
      if (options.dryRun) {
        await warnIfPaused(context.memory, io)
        if (options.json) writeJson(io, planDocument(preview.plan))
        else writeText(io.stdout, renderPlan(concerned(preview.plan), paint, view))
        return
      }
      if (!options.json) writeText(io.stdout, `${renderPlan(concerned(preview.plan), paint, view)}\n`)
      const report = await syncRun(context, { adopt, only: adopt, approve: options.approve })
      if (options.json) writeJson(io, reportDocument(report))
      else writeText(io.stdout, renderReport(report, paint, line))
      exit(exitCodeOf(report, false))
    })

interface AdoptOptions {
  readonly matching: boolean
  readonly dryRun: boolean
  readonly approve?: string
  readonly full: boolean
  readonly json: boolean
}

function parseAddresses(given: readonly string[], matching: boolean): string[] {
  if (matching === given.length > 0) {
    throw new UsageError(
      matching
        ? 'give addresses or --matching, not both'
        : 'give the addresses to adopt, or --matching for all that a group wants',
    )
  }
  return [...new Set(given)].map((text) => {
    const address = parseAliasAddress(text)
    if (address === undefined) throw new UsageError(`"${text}" is no address of an alias`)
    return address
  })
}

/** What does not concern the adoptions is another command's to tell. */
function concerned(plan: Plan): Plan {
  return { ...plan, warnings: [], skipped: [] }
}
