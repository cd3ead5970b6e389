import { Command } from 'commander'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import type { CommandFactory } from '../program/program.ts'
import { type MailcowOptions, surveyServer } from '../setup/mailcow.ts'
import type { Terminal } from '../setup/terminal.ts'

/** `cowherd setup mailcow`: whether the API key works and what the server is like. Writes nothing there. */
export function setupMailcowCommand(openTerminal: () => Terminal): CommandFactory {
  return (io, exit) =>
    new Command('mailcow')
      .description('check the API key of Mailcow and look at its domains; changes nothing there')
      .option('--url <address>', 'address of Mailcow; default MAILCOW_API_URL')
      .option(
        '--domain <name>',
        'mail domain of the aliases; default COWHERD_DOMAIN, or the only one there is',
      )
      .option(
        '--key-file <path>',
        'file with the API key, - for stdin; default MAILCOW_API_KEY, else asked for',
      )
      .option(
        '--write <path>',
        'file to write the settings into, made if it is missing; default the file of --env-file, else stdout',
      )
      .option('--json', 'print what was found, and the settings, as one JSON document', false)
      .addHelpText(
        'after',
        `${examples([
          [
            'cowherd setup mailcow --url https://mail.example.com',
            'asks for the key and prints the settings',
          ],
          ['cowherd setup mailcow --url https://mail.example.com --write .env', 'and writes them into .env'],
        ])}

The key comes from Mailcow's System > Configuration > Access > API: activate the read-write access there
and allow the address that Cowherd comes from. If it is not allowed yet, this command says which one that is.
It ends with 1 while Cowherd could not change aliases of the domain.`,
      )
      .action(async (options: MailcowOptions, command: Command) => {
        const ready = await surveyServer(io, openTerminal(), command, options)
        exit(ready ? exitCodes.done : exitCodes.error)
      })
}
