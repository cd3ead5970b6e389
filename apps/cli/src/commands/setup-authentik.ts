import { Command } from 'commander'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { type AuthentikOptions, removeFromAuthentik, setUpAuthentik } from '../setup/authentik.ts'
import type { Terminal } from '../setup/terminal.ts'

/** `cowherd setup authentik`: a reading account and webhooks, made, repaired, renewed or taken away by an administrator's token. */
export function setupAuthentikCommand(openTerminal: () => Terminal): CommandFactory {
  return (io) =>
    new Command('authentik')
      .description('make or repair the account and the webhooks that Cowherd needs in Authentik')
      .option('--url <address>', 'address of Authentik; default AK_BASE')
      .option('--owner <name>', 'name of this installation; default COWHERD_OWNER, or main')
      .option(
        '--webhook-url <address>',
        'where Authentik reaches Cowherd, such as http://cowherd:8080; asked for the first time',
      )
      .option(
        '--token-file <path>',
        "file with an administrator's API token, - for stdin; asked for if left out",
      )
      .option(
        '--write <path>',
        'file to write the settings into, made if it is missing; default the file of --env-file, else stdout',
      )
      .option('--dry-run', 'show what would be done; change nothing', false)
      .option('--yes', 'do not ask before changing something', false)
      .option('--rotate', 'change the secret of the webhooks, in two turns and without losing events', false)
      .option('--rotate-token', "change Cowherd's API token, in two turns", false)
      .option('--remove', 'take everything away that this made', false)
      .option('--json', 'print what was done, and the settings, as one JSON document', false)
      .addHelpText(
        'after',
        `${examples([
          ['cowherd setup authentik --url https://auth.example.com --dry-run', 'look first'],
          ['cowherd setup authentik --url https://auth.example.com --write .env', 'make it'],
          ['cowherd setup authentik --write .env', 'repair what was changed by hand'],
          ['cowherd setup authentik --write .env --rotate', 'once, restart Cowherd, and once more'],
        ])}

The administrator's token is used for this one run and kept nowhere. A file that settings are written into
keeps its other lines, and only its owner may read it then.
Everything bears the name cowherd-OWNER; nothing else in Authentik is touched.`,
      )
      .action(async (options: AuthentikOptions, command: Command) => {
        if (!options.remove) return setUpAuthentik(io, openTerminal(), command, options)
        if (options.rotate || options.rotateToken || options.webhookUrl !== undefined) {
          throw new UsageError('--remove goes with none of --rotate, --rotate-token and --webhook-url')
        }
        return removeFromAuthentik(io, openTerminal(), command, options)
      })
}
