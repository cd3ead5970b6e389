import { setFlagsFromString } from 'node:v8'
import type { Environment, Settings } from '@cowherd/config'
import { createLog, type Log } from '@cowherd/telemetry'
import { Command } from 'commander'
import { environmentOf, settingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import type { Service, ServiceParts } from '../service/service.ts'

/** `cowherd serve`: receiver, worker and schedules in one process. */
export const serveCommand: CommandFactory = (io) =>
  serviceCommand(
    io,
    'serve',
    'keep the aliases in step: receive webhooks and work on them, in one process',
    { receiver: true, worker: true },
    [['cowherd --env-file .env serve', 'on one machine, with nothing else to install']],
  )

/** `cowherd receiver`: only receives webhooks. */
export const receiverCommand: CommandFactory = (io) =>
  serviceCommand(
    io,
    'receiver',
    'only receive webhooks; a worker elsewhere works on them',
    { receiver: true, worker: false },
    [['COWHERD_QUEUE_URL=redis://redis cowherd receiver', 'several receivers share a Redis']],
  )

/** `cowherd worker`: only works on what was received. */
export const workerCommand: CommandFactory = (io) =>
  serviceCommand(
    io,
    'worker',
    'only work on what receivers received; several workers take turns',
    { receiver: false, worker: true },
    [['COWHERD_QUEUE_URL=redis://redis cowherd worker', 'several workers share a Redis']],
  )

function serviceCommand(
  io: Io,
  name: string,
  description: string,
  parts: ServiceParts,
  shown: Parameters<typeof examples>[0],
): Command {
  return new Command(name)
    .description(description)
    .addHelpText('after', examples(shown))
    .action(async (_options: unknown, command: Command) => {
      const settings = settingsOf(command, io)
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
      // A third less memory at rest, and half as much time again for each webhook: a receiver alone is there for bursts.
      if (parts.worker) setFlagsFromString('--optimize-for-size')
      const { startService } = await import('../service/service.ts')
      const pages = parts.receiver && parts.worker ? await preparePages(settings, io, log) : undefined
      const service = await startService(settings, io, parts, log)
      const started = await pages?.start(environmentOf(command, io), service)
      log('info', `Started (${name}); the queue is ${service.queue.backend}`)
      await stopped
      log('info', 'Stopping')
      await started?.close()
      await service.close()
      log('info', 'Stopped')
    })
}

/** Looks whether there is a way into the console, before anything is started. */
async function preparePages(settings: Settings, io: Io, log: Log) {
  const { accessOf } = await import('../service/console/access.ts')
  const access = accessOf(settings, log)
  if (!access) log('info', 'The console is off: COWHERD_CONSOLE_TOKEN is not set')
  return (
    access && {
      /** A console that cannot start ends the service. */
      async start(env: Environment, service: Service) {
        try {
          const { startConsole } = await import('../service/console/start.ts')
          return await startConsole(settings, io, env, service.queue, log, access)
        } catch (error) {
          await service.close()
          throw error
        }
      },
    }
  )
}
