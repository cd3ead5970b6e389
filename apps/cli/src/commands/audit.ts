import { type Entry, type Filter, fits, readEntries } from '@cowherd/audit'
import { Command } from 'commander'
import { auditDocument } from '../audit/document.ts'
import { auditFolder } from '../audit/folder.ts'
import { entryLines } from '../audit/render.ts'
import { parseTime } from '../audit/time.ts'
import { memorySettingsOf } from '../connection/settings.ts'
import { parseAliasAddress } from '../explanation/subject.ts'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { count, createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import { auditEraseCommand, auditPruneCommand } from './audit-keep.ts'
import { auditVerifyCommand } from './audit-verify.ts'

/** `cowherd audit`: what was changed and decided, when, why and by whom. Asks no server. */
export const auditCommand: CommandFactory = (io, exit) =>
  new Command('audit')
    .description('what was changed and decided, when, why and by whom')
    .addCommand(showCommand(io, exit), { isDefault: true })
    .addCommand(auditVerifyCommand(io, exit))
    .addCommand(auditEraseCommand(io, exit))
    .addCommand(auditPruneCommand(io, exit))

const showCommand: CommandFactory = (io) =>
  new Command('show')
    .description('show the audit log; "show" may be left out')
    .option(
      '--since <time>',
      'from then on: 2026-11-24T09:30:00Z, 2026-11-24, or how long ago, such as 2h or 7d',
    )
    .option('--until <time>', 'until then')
    .option('--address <address>', 'of this alias')
    .option(
      '--person <person>',
      'of lists with this address in them before or after, or commands of this user',
    )
    .option('--run <run>', 'of this run')
    .option('--limit <number>', 'so many of the newest; 0 for all', '200')
    .option('--full', 'show every member', false)
    .option('--json', 'print the entries as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd audit show --since 2h', 'the last two hours'],
        ['cowherd audit --person ann@example.com --json', 'everything about one person'],
      ]),
    )
    .action(async (options: ShowOptions, command: Command) => {
      const settings = memorySettingsOf(command, io)
      const filter = filterOf(options, io.now())
      const limit = limitOf(options.limit)
      const found: Entry[] = []
      let left = 0
      for await (const entry of readEntries(auditFolder(settings), filter.since)) {
        if (entry.owner !== settings.owner || !fits(entry, filter)) continue
        found.push(entry)
        if (limit === 0 || found.length < 2 * limit) continue
        left += found.splice(0, found.length - limit).length
      }
      const shown = limit === 0 ? found : found.slice(-limit)
      left += found.length - shown.length
      if (options.json) {
        writeJson(io, auditDocument(shown, left > 0))
        return
      }
      const paint = createPaint(io.stdout, io.env)
      if (left > 0) io.stderr.write(`${count(left, 'older entry', 'older entries')} left out; see --limit.\n`)
      if (shown.length === 0) io.stderr.write('The audit log has no such entry.\n')
      for (const entry of shown) {
        writeText(io.stdout, `${entryLines(entry, paint, options.full).join('\n')}\n`)
      }
    })

interface ShowOptions {
  readonly since?: string
  readonly until?: string
  readonly address?: string
  readonly person?: string
  readonly run?: string
  readonly limit: string
  readonly full: boolean
  readonly json: boolean
}

function filterOf({ since, until, address, person, run }: ShowOptions, now: Date): Filter {
  const parsed = address === undefined ? undefined : parseAliasAddress(address)
  if (address !== undefined && parsed === undefined) {
    throw new UsageError(`"${address}" is no address of an alias`)
  }
  return {
    since: since === undefined ? undefined : parseTime(since, '--since', now),
    until: until === undefined ? undefined : parseTime(until, '--until', now),
    address: parsed,
    person,
    run,
  }
}

function limitOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`"${text}" is no number for --limit: give a whole number, 0 for all`)
}
