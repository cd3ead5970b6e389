import { resolve } from 'node:path'
import { readText, saveAliases, writeText as writeFile } from '@cowherd/state'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { RefusalError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { count } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd export`: all aliases of the target, whoever owns them, as one file. */
export const exportCommand: CommandFactory = (io) =>
  new Command('export')
    .description('save all aliases of the Mailcow server as one JSON document')
    .argument('[file]', 'where to; stdout when left out')
    .option('--force', 'overwrite the file', false)
    .option('--json', 'print what was saved as one JSON document (with a file)', false)
    .addHelpText(
      'after',
      examples([['cowherd export aliases.json', 'see cowherd import --help for the way back']]),
    )
    .action(async (file: string | undefined, options: ExportOptions, command: Command) => {
      const settings = settingsOf(command, io)
      if (file !== undefined && !options.force && (await readText(file)) !== undefined) {
        throw new RefusalError('file-exists', `${file} is there already; --force overwrites it.`)
      }
      const { state } = await connect(settings, io).target.readState()
      const saved = saveAliases(state.aliases, settings.mailcowApiUrl, io.now())
      if (file === undefined) {
        writeJson(io, saved)
        return
      }
      await writeFile(resolve(file), `${JSON.stringify(saved, null, 2)}\n`)
      const { target, savedAt, aliases } = saved
      if (options.json) writeJson(io, { file, target, savedAt, aliases: aliases.length })
      else
        writeText(io.stdout, `${count(aliases.length, 'alias', 'aliases')} of ${target} saved in ${file}.\n`)
    })

interface ExportOptions {
  readonly force: boolean
  readonly json: boolean
}
