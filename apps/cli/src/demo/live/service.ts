import { loadSettings } from '@cowherd/config'
import type { Queue } from '@cowherd/queue'
import type { AuthentikSimulator } from '@cowherd/simulators'
import type { Log } from '@cowherd/telemetry'
import type { Io } from '../../program/io.ts'
import { type Service, startService } from '../../service/service.ts'

/** Cowherd as a service, with webhooks sent to it. */
export interface DemoService {
  /** Starts it, and lets Authentik send its webhooks there; the second time on the port of the first. */
  start(): Promise<void>
  /** Stops it; Authentik goes on trying to send. Does nothing where it does not run. */
  stop(): Promise<void>
  /** Where it listens. Throws Error before the first start. */
  url(): string
  /** Throws Error where it does not run. */
  queue(): Queue
  /** Why runs failed, and the latest warnings and errors of its log. */
  complaints(): Promise<string[]>
  /** Passes each further line of its log on. */
  follow(log: Log): void
}

/** So many complaints are kept. */
const complaintsKept = 10

/** Prepares a service with its queue in the demo's own folder. */
export function createDemoService(
  environment: Readonly<Record<string, string>>,
  authentik: Pick<AuthentikSimulator, 'deliverTo'>,
  io: Io,
): DemoService {
  const secret = io.randomName()
  const complaints: string[] = []
  let running: Service | undefined
  let url: string | undefined
  let follower: Log = () => {}

  const log: Log = (level, message, fields) => {
    if (level === 'warn' || level === 'error') complaints.push(message)
    complaints.splice(0, complaints.length - complaintsKept)
    follower(level, message, fields)
  }
  const listen = () => (url === undefined ? '127.0.0.1:0' : new URL(url).host)

  return {
    async start() {
      const settings = loadSettings(
        { ...environment, COWHERD_LISTEN: listen(), COWHERD_WEBHOOK_SECRET: secret },
        io,
      )
      running = await startService(settings, io, { receiver: true, worker: true }, log)
      url = running.url
      authentik.deliverTo(`${url}/webhooks/authentik`, secret)
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.close()
    },
    url() {
      if (url === undefined) throw new Error('the service was not started')
      return url
    },
    queue() {
      if (!running) throw new Error('the service does not run')
      return running.queue
    },
    async complaints() {
      const runs = running ? await running.queue.runs(complaintsKept) : []
      return [...new Set([...runs.flatMap(({ error }) => error ?? []), ...complaints])]
    },
    follow(next) {
      follower = next
    },
  }
}
