import { once } from 'node:events'
import { Command, InvalidArgumentError, Option } from 'commander'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'

/** `cowherd demo`: both servers simulated, and a story played on them, the last part of it with a running service. Needs no settings. */
export const demoCommand: CommandFactory = (io, exit) =>
  new Command('demo')
    .description('see it work on two simulated servers with an invented company; needs no settings')
    .option('--once', 'end after the story; else all stays up until Ctrl-C', false)
    .addOption(
      new Option('--json', 'with --once: print what was found as one JSON document').implies({ once: true }),
    )
    .option(
      '--port-authentik <port>',
      'where the simulated Authentik listens (default: any free port)',
      toPort,
    )
    .option('--port-mailcow <port>', 'where the simulated Mailcow listens (default: any free port)', toPort)
    .addHelpText(
      'after',
      examples([
        ['cowherd demo', 'the story; then Cowherd and both servers stay up to play with'],
        ['cowherd demo --once --json', 'the story alone, and what was found, for a program'],
      ]),
    )
    .action(async (options: DemoOptions) => {
      const stopped = io.signal.aborted ? Promise.resolve() : once(io.signal, 'abort')
      // Two servers and a company: a service that runs for months has no use for them.
      const [{ openDemo }, { playDemo }, { createTextNarrator, silentNarrator }] = await Promise.all([
        import('../demo/open.ts'),
        import('../demo/play.ts'),
        import('../demo/text/narrator.ts'),
      ])
      const demo = await openDemo(io, {
        authentik: options.portAuthentik ?? 0,
        mailcow: options.portMailcow ?? 0,
      })
      const narrator = options.json ? silentNarrator : createTextNarrator(io, demo)
      try {
        const document = await playDemo(demo, narrator, io)
        if (options.json && document) writeJson(io, document)
        const passed = document ? document.checks.every(({ ok }) => ok) : !options.once
        exit(passed ? exitCodes.done : exitCodes.error)
        if (document && !options.once) {
          narrator.staysUp()
          await stopped
        }
      } finally {
        await demo.close()
      }
      if (!options.once) narrator.stopped()
    })

interface DemoOptions {
  readonly once: boolean
  readonly json?: true
  readonly portAuthentik?: number
  readonly portMailcow?: number
}

/** Throws InvalidArgumentError for anything but a port's number; 0 is any free one. */
function toPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('It is a number from 0 to 65535.')
}
