import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { explanationDocument } from '../document/explanation.ts'
import { explainSubject } from '../explanation/subject.ts'
import { takeSurvey } from '../explanation/survey.ts'
import { examples } from '../program/examples.ts'
import type { CommandFactory } from '../program/program.ts'
import { renderExplanation } from '../render/explanation.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd explain`: why an alias, a group or a user is as it is. */
export const explainCommand: CommandFactory = (io) =>
  new Command('explain')
    .description('say why an alias, a group or a user is as it is, and what the next sync does to it')
    .argument('<name>', 'alias address, group (name or id) or user (username, name or address)')
    .option('--json', 'print the explanation as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd explain developers@example.com', 'who is in this list, through which group'],
        ['cowherd explain alice', 'which lists Alice is in, and which not and why'],
      ]),
    )
    .action(async (subject: string, options: { readonly json: boolean }, command: Command) => {
      const context = connect(settingsOf(command, io), io)
      const explanation = explainSubject(await takeSurvey(context), subject)
      const paused = await context.memory.pause()
      if (options.json) writeJson(io, explanationDocument(subject, explanation, paused))
      else {
        writeText(io.stdout, renderExplanation(explanation, paused, createPaint(io.stdout, io.env)))
      }
    })
