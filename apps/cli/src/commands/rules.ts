import { lintRules } from '@cowherd/rules'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { rulesOf } from '../connection/rules.ts'
import { settingsOf } from '../connection/settings.ts'
import { lintDocument, rulesTestDocument } from '../document/rules.ts'
import { takeSurvey } from '../explanation/survey.ts'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { renderFindings, renderRuleUses } from '../render/rules.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import { listRuleUses } from '../rules/uses.ts'

/** `cowherd rules`: what the file of rules says and does. */
export const rulesCommand: CommandFactory = (io, exit) =>
  new Command('rules')
    .description('try out and check the file of rules (COWHERD_CONFIG)')
    .addCommand(testCommand(io, exit))
    .addCommand(lintCommand(io, exit))

const testCommand: CommandFactory = (io) =>
  new Command('test')
    .description('show the rule that matches each group and user, and the aliases that it yields')
    .argument('[file]', 'a file to try out; default the one of COWHERD_CONFIG')
    .option('--json', 'print them as one JSON document', false)
    .addHelpText('after', examples([['cowherd rules test new.yaml', 'before the service gets it']]))
    .action(async (file: string | undefined, options: { readonly json: boolean }, command: Command) => {
      const settings = withFile(settingsOf(command, io), file)
      const uses = listRuleUses(await takeSurvey(connect(settings, io)))
      if (options.json) writeJson(io, rulesTestDocument(uses))
      else writeText(io.stdout, renderRuleUses(uses, createPaint(io.stdout, io.env)))
    })

const lintCommand: CommandFactory = (io, exit) =>
  new Command('lint')
    .description(
      'check the file: rules that nothing reaches, domains that are not served, addresses given twice',
    )
    .argument('[file]', 'a file to check; default the one of COWHERD_CONFIG')
    .option('--offline', 'ask Mailcow nothing; its domains are not checked', false)
    .option('--json', 'print what was found as one JSON document', false)
    .addHelpText(
      'after',
      `${examples([['cowherd rules lint', 'exit code 1 where something is doubtful, 64 where the file is wrong']])}`,
    )
    .action(async (file: string | undefined, options: LintOptions, command: Command) => {
      const settings = withFile(settingsOf(command, io), file)
      if (settings.config === undefined) {
        throw new UsageError('There is no file of rules: set COWHERD_CONFIG, or name one as argument.')
      }
      const rules = rulesOf(settings, io)
      const served = options.offline ? undefined : await servedDomains(settings, io)
      const findings = lintRules(rules, served ? { served } : {})
      if (options.json) writeJson(io, lintDocument(findings))
      else writeText(io.stdout, renderFindings(findings, rules, createPaint(io.stdout, io.env)))
      exit(findings.length > 0 ? exitCodes.error : exitCodes.done)
    })

interface LintOptions {
  readonly offline: boolean
  readonly json: boolean
}

function withFile<Settings extends { readonly config?: string | undefined }>(
  settings: Settings,
  file: string | undefined,
): Settings {
  return file === undefined ? settings : { ...settings, config: file }
}

async function servedDomains(settings: Parameters<typeof connect>[0], io: Io): Promise<readonly string[]> {
  const { state } = await connect(settings, io).target.readState()
  return state.domains.filter(({ active }) => active).map(({ name }) => name)
}
