import { Command } from 'commander'
import { examples } from '../program/examples.ts'
import type { CommandFactory } from '../program/program.ts'
import { version } from '../program/version.ts'
import { writeJson } from '../render/json.ts'

/** `cowherd version`: the version of the program and of what runs it. */
export const versionCommand: CommandFactory = (io) =>
  new Command('version')
    .description('print the version')
    .option('--json', 'print it as one JSON document', false)
    .addHelpText('after', examples([['cowherd version --json', 'for a bug report']]))
    .action((options: { readonly json: boolean }) => {
      if (options.json) writeJson(io, { version, node: process.versions.node })
      else io.stdout.write(`${version}\n`)
    })
