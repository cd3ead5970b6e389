import type { CommandFactory } from './program.ts'

const services = new Set(['serve', 'receiver', 'worker'])

/**
 * The commands that a command line can mean. A service is there for months, and what is loaded beside it is never given back: where one
 * is named, no other command is loaded.
 *
 * @param args arguments after the program's name
 */
export async function commandsNamed(args: readonly string[]): Promise<readonly CommandFactory[]> {
  if (!services.has(commandName(args) ?? '')) return (await import('./commands.ts')).everyCommand
  const { receiverCommand, serveCommand, workerCommand } = await import('../commands/serve.ts')
  return [serveCommand, receiverCommand, workerCommand]
}

/** The first argument that is neither an option of the program nor an option's value. */
function commandName(args: readonly string[]): string | undefined {
  const [first, , ...rest] = args
  if (first === '--env-file') return commandName(rest)
  return first?.startsWith('--env-file=') ? commandName(args.slice(1)) : first
}
