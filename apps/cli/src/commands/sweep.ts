import type { Settings } from '@cowherd/config'
import { Command } from 'commander'
import { settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { RefusalError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { writeText } from '../render/text.ts'
import { remoteExitCode, renderRemote, runRemotely } from '../service/remote.ts'

/** `cowherd sweep`: has the running service look at everything now. */
export const sweepCommand: CommandFactory = (io, exit) =>
  new Command('sweep')
    .description('have the running service look at everything now, and show what it did')
    .option('--nightly', 'the full reconciliation, which also counts and deletes expired orphans', false)
    .option('--json', 'print what it did as one JSON document', false)
    .addHelpText('after', examples([['cowherd sweep', 'instead of waiting for the next quarter of an hour']]))
    .action(async (options: { readonly nightly: boolean; readonly json: boolean }, command: Command) => {
      const settings = settingsOf(command, io)
      const report = await runRemotely(settings, io, { nightly: options.nightly })
      if (!report) throw noService(settings)
      if (options.json) writeJson(io, report)
      else writeText(io.stdout, renderRemote(report))
      exit(remoteExitCode(report))
    })

/** There is no service to ask. */
export function noService({ queueUrl }: Pick<Settings, 'queueUrl'>): RefusalError {
  return new RefusalError(
    'no-service',
    queueUrl === undefined
      ? 'No service of this installation runs on this machine: start one with "cowherd serve", or run "cowherd sync". With several machines, set COWHERD_QUEUE_URL.'
      : 'No worker listens on the queue of COWHERD_QUEUE_URL: start one with "cowherd worker" or "cowherd serve", or run "cowherd sync".',
  )
}
