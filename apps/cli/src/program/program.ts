import { Command, Help, type Option } from 'commander'
import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/** Makes a command. `exit` sets the code that the program ends with. */
export type CommandFactory = (io: Io, exit: (code: ExitCode) => void) => Command

/** The command line of some commands. Nothing is read and nothing is asked before a command's action runs. */
export function buildProgram(
  io: Io,
  exit: (code: ExitCode) => void,
  factories: readonly CommandFactory[],
): Command {
  const program = new Command('cowherd')
    .description('Keeps the mail aliases of a Mailcow server equal to the groups of an Authentik directory.')
    .version(version, '--version', 'print the version')
    .option('--env-file <path>', 'read settings from a file of NAME=value lines; the environment wins')
    .addHelpText('after', helpAfter)
  for (const factory of factories) program.addCommand(factory(io, exit))
  for (const command of [program, ...allCommands(program)]) {
    command
      .exitOverride()
      .configureHelp({ optionDescription, subcommandTerm })
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        getOutHelpWidth: () => io.stdout.columns ?? 100,
        getErrHelpWidth: () => io.stderr.columns ?? 100,
      })
      .showHelpAfterError('(see the same command with --help)')
  }
  return program
}

/** Every command below a command, at any depth. */
export function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)])
}

/** What an option says in the help: that a switch is off unless it is given goes without saying. */
function optionDescription(option: Option): string {
  return option.defaultValue === false ? option.description : new Help().optionDescription(option)
}

/** A command in the list of commands; that it has options goes without saying. */
function subcommandTerm(command: Command): string {
  return new Help().subcommandTerm(command).replace(' [options]', '')
}

const helpAfter = `
Settings come from the environment; "cowherd config --help" lists them all.
Exit codes: 0 done, 1 error, 2 the plan has changes (plan --detailed-exitcode), 3 something waits for
your approval, 64 wrong usage or settings.`
