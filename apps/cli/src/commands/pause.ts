import { Command } from 'commander'
import { recordDecision } from '../audit/recorders.ts'
import { memoryOf } from '../connection/connect.ts'
import { memorySettingsOf } from '../connection/settings.ts'
import { pauseDocument } from '../document/part.ts'
import { examples } from '../program/examples.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { writeText } from '../render/text.ts'

/** `cowherd pause`: stops all writes of this installation until `cowherd resume`. Asks no server. */
export const pauseCommand: CommandFactory = (io) =>
  new Command('pause')
    .description('stop all writes of this installation until "cowherd resume"; plans go on')
    .option('--reason <text>', 'told wherever the pause is shown')
    .option('--json', 'print the pause as one JSON document', false)
    .addHelpText(
      'after',
      examples([['cowherd pause --reason "moving the mail server"', 'nothing is written from now on']]),
    )
    .action(async (options: PauseOptions, command: Command) => {
      const settings = memorySettingsOf(command, io)
      const memory = memoryOf(settings, io)
      const before = await memory.pause()
      const pause = {
        since: before?.since ?? io.now().toISOString(),
        reason: options.reason ?? before?.reason ?? 'no reason given',
      }
      await memory.setPause(pause)
      await recordDecision(settings, io, { decision: 'pause', detail: pause.reason })
      if (options.json) writeJson(io, { paused: pauseDocument(pause) })
      else
        writeText(
          io.stdout,
          `Paused since ${pause.since} (${pause.reason}). Nothing is written until: cowherd resume\n`,
        )
    })

/** `cowherd resume`: ends a pause. */
export const resumeCommand: CommandFactory = (io) =>
  new Command('resume')
    .description('end a pause')
    .option('--json', 'print the pause, which is none, as one JSON document', false)
    .addHelpText('after', examples([['cowherd resume', 'the next sync writes again']]))
    .action(async (options: { readonly json: boolean }, command: Command) => {
      const settings = memorySettingsOf(command, io)
      const memory = memoryOf(settings, io)
      const before = await memory.pause()
      await memory.setPause(undefined)
      if (before) await recordDecision(settings, io, { decision: 'resume' })
      if (options.json) writeJson(io, { paused: null })
      else {
        writeText(
          io.stdout,
          before ? `The pause since ${before.since} (${before.reason}) is over.\n` : 'There was no pause.\n',
        )
      }
    })

interface PauseOptions {
  readonly reason?: string
  readonly json: boolean
}
