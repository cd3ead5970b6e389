import { Command } from 'commander'
import type { CommandFactory } from '../program/program.ts'
import { createTerminal, type Terminal } from '../setup/terminal.ts'
import { setupAuthentikCommand } from './setup-authentik.ts'
import { setupMailcowCommand } from './setup-mailcow.ts'

/** `cowherd setup`: what both servers need before the first run, asked at the terminal of the process. */
export const setupCommand: CommandFactory = (io, exit) =>
  setupCommandAt(() => createTerminal({ input: process.stdin, output: process.stderr }))(io, exit)

/** The same at a terminal of one's own, which is opened when it is needed. */
export function setupCommandAt(openTerminal: () => Terminal): CommandFactory {
  return (io, exit) =>
    new Command('setup')
      .description('make in Authentik what Cowherd needs; look what Mailcow is like')
      .addCommand(setupAuthentikCommand(openTerminal)(io, exit))
      .addCommand(setupMailcowCommand(openTerminal)(io, exit))
}
