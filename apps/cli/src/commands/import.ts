import { type Change, compareSaved, ownMarker } from '@cowherd/plan'
import { parseSavedAliases, type SavedAliases } from '@cowherd/state'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { handDocument } from '../document/hand.ts'
import { importDocument } from '../document/import.ts'
import { parseAliasAddress, unknownName } from '../explanation/subject.ts'
import { runByHand } from '../hand/run.ts'
import { examples } from '../program/examples.ts'
import { RefusalError, UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import { count } from '../render/style.ts'

/** `cowherd import`: what tells a saved file from the target, and the way back to it. */
export const importCommand: CommandFactory = (io, exit) =>
  new Command('import')
    .description('compare a file of saved aliases with the Mailcow server, and restore them on request')
    .argument('<file>', 'what "cowherd export" or the first sync wrote')
    .option('--apply', 'make missing aliases again and write back those that differ; deletes none', false)
    .option('--only <address...>', 'only these aliases')
    .option('--yes', "also write aliases that are not Cowherd's", false)
    .option('--json', 'print the differences and what was done as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd import aliases.json', 'show the differences'],
        ['cowherd import aliases.json --apply --only info@example.com', 'restore one alias'],
      ]),
    )
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const saved = readSaved(file, io)
      const only = options.only && chooseAddresses(options.only, saved)
      const settings = settingsOf(command, io)
      const context = connect(settings, io, { command: 'import' })
      if (saved.target !== settings.mailcowApiUrl) {
        io.stderr.write(
          `warning: ${file} is of another server, ${saved.target}; this one is ${settings.mailcowApiUrl}.\n`,
        )
      }
      const { state } = await context.target.readState()
      const { changes: all, added } = compareSaved(saved.aliases, state.aliases)
      const changes = only ? all.filter(({ address }) => only.has(address)) : all
      if (options.apply && !options.yes) assertOwn(changes, settings.owner)
      exit(
        await runByHand(context, {
          io,
          state,
          changes,
          dryRun: !options.apply,
          json: options.json,
          notes: notesOn(
            added.map(({ address }) => address),
            options.apply,
            changes.length,
          ),
          document: (run) => importDocument(handDocument(changes, run), saved, added),
        }),
      )
    })

interface ImportOptions {
  readonly apply: boolean
  readonly only?: readonly string[]
  readonly yes: boolean
  readonly json: boolean
}

function readSaved(file: string, io: Io): SavedAliases {
  try {
    return parseSavedAliases(io.readFile(file))
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function chooseAddresses(given: readonly string[], { aliases }: SavedAliases): Set<string> {
  const known = aliases.map(({ address }) => address)
  return new Set(
    given.map((text) => {
      const address = parseAliasAddress(text)
      if (address !== undefined && known.includes(address)) return address
      throw unknownName(`The file holds no alias ${text}.`, text, known)
    }),
  )
}

/** Writing what is not ours takes a person's word, given after they saw it. */
function assertOwn(changes: readonly Change[], owner: string): void {
  const foreign = changes.filter(
    ({ before, after }) => !ownMarker((before ?? after)?.privateComment ?? '', owner),
  )
  if (foreign.length === 0) return
  const names = foreign.map(({ action, address }) => `- ${action} ${address}`)
  throw new RefusalError(
    'needs-yes',
    `Nothing was written: ${count(foreign.length, 'alias is', 'aliases are')} not Cowherd's (owner ${owner}):\n${names.join('\n')}\nGive --yes to write them all the same, or choose with --only.`,
  )
}

function notesOn(added: readonly string[], apply: boolean, changes: number): string[] {
  return [
    ...(added.length > 0
      ? [
          `${count(added.length, 'alias came since and stays as it is', 'aliases came since and stay as they are')}: ${added.join(', ')}`,
        ]
      : []),
    ...(apply || changes === 0 ? [] : ['To restore them: the same command with --apply']),
  ]
}
