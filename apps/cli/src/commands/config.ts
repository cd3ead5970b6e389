import { type SettingSource, settingsHelp, showSettings } from '@cowherd/config'
import { Command } from 'commander'
import { environmentOf, settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { alignColumns, writeText } from '../render/text.ts'

/** `cowherd config`: the settings in force, secrets only as set or unset. */
export const configCommand: CommandFactory = (io) =>
  new Command('config')
    .description('show the settings in force; secrets only as set or unset')
    .option('--json', 'print them as one JSON document', false)
    .addHelpText(
      'after',
      () =>
        `${examples([['cowherd config', 'what is in force and where it came from']])}\n\nSettings:\n${settingsHelp()}`,
    )
    .action((options: { readonly json: boolean }, command: Command) => {
      const shown = showSettings(settingsOf(command, io), environmentOf(command, io))
      if (options.json) {
        writeJson(io, { settings: shown })
        return
      }
      const rows = shown.map(({ name, value, source }) => [name, [value, notes[source]].join('  ').trim()])
      writeText(io.stdout, `${alignColumns(rows).join('\n')}\n`)
    })

const notes: Readonly<Record<SettingSource, string>> = {
  environment: '',
  file: '(from a file)',
  default: '(default)',
  unset: '(not set)',
}
