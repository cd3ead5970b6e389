import { aliasAt, presences, readHistory } from '@cowherd/audit'
import { Command } from 'commander'
import { auditFolder } from '../audit/folder.ts'
import { parseTime } from '../audit/time.ts'
import { memorySettingsOf } from '../connection/settings.ts'
import { parseAliasAddress } from '../explanation/subject.ts'
import { historyDocument } from '../history/document.ts'
import { renderHistory, renderPast } from '../history/render.ts'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd history`: who was in an alias when, and why, by the audit log. Asks no server. */
export const historyCommand: CommandFactory = (io) =>
  new Command('history')
    .description('who was in an alias when, and why, as the audit log tells it')
    .argument('<address>', 'of the alias, now or then')
    .option('--at <time>', 'only who was in it then: a time, a day, or how long ago, such as 2h or 7d')
    .option('--full', 'show every member', false)
    .option('--json', 'print it as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd history developers@example.com', 'all that is known'],
        ['cowherd history developers@example.com --at 2h', 'what "cowherd restore" would put back'],
      ]),
    )
    .action(async (given: string, options: HistoryOptions, command: Command) => {
      const address = parseAliasAddress(given)
      if (address === undefined) throw new UsageError(`"${given}" is no address of an alias`)
      const time = options.at === undefined ? undefined : parseTime(options.at, '--at', io.now())
      const history = await readHistory(auditFolder(memorySettingsOf(command, io)), address)
      const at = time && { time, past: aliasAt(history, time) }
      const people = presences(history)
      const paint = createPaint(io.stdout, io.env)
      if (options.json) writeJson(io, historyDocument(history, people, at))
      else if (at) writeText(io.stdout, renderPast(address, at.time, at.past))
      else writeText(io.stdout, renderHistory(history, people, paint, options.full))
    })

interface HistoryOptions {
  readonly at?: string
  readonly full: boolean
  readonly json: boolean
}
