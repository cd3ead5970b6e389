import { createLog } from '@cowherd/telemetry'
import { Command } from 'commander'
import { environmentOf, settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'

/** `cowherd console`: only the pages, beside receivers and workers elsewhere. */
export const consoleCommand: CommandFactory = (io) =>
  new Command('console')
    .description('only serve the console, the pages to see and decide by; "serve" does it too')
    .addHelpText(
      'after',
      examples([['COWHERD_QUEUE_URL=redis://redis cowherd console', 'beside workers that share a Redis']]),
    )
    .action(async (_options: unknown, command: Command) => {
      const settings = settingsOf(command, io)
      if (settings.queueUrl === undefined) {
        throw new UsageError(
          'A console of its own needs the queue that the workers share: set COWHERD_QUEUE_URL to redis:// or postgres://, or use the console of: cowherd serve',
        )
      }
      const log = createLog({
        level: settings.logLevel,
        format: settings.logFormat,
        addresses: settings.logAddresses,
        write: (line) => io.stderr.write(line),
        now: io.now,
      })
      const stopped = new Promise<void>((resolve) => {
        io.signal.addEventListener('abort', () => resolve(), { once: true })
      })
      const [{ openServiceQueue }, { startConsole }, { accessOf }] = await Promise.all([
        import('../service/open-queue.ts'),
        import('../service/console/start.ts'),
        import('../service/console/access.ts'),
      ])
      const access = accessOf(settings, log)
      if (!access) {
        throw new UsageError(
          'Nobody could log in at the console: set COWHERD_CONSOLE_TOKEN (make one with: openssl rand -hex 32), or a login by OpenID Connect (docs/console.md)',
        )
      }
      const queue = await openServiceQueue(settings, io, log)
      try {
        const started = await startConsole(settings, io, environmentOf(command, io), queue, log, access)
        log('info', 'Started (console)')
        await stopped
        log('info', 'Stopping')
        await started.close()
      } finally {
        await queue.close()
      }
      log('info', 'Stopped')
    })
