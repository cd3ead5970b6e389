import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebhookOptions } from '@cowherd/simulators'
import { startPostgres } from '../../servers/postgres.ts'
import { startRedis } from '../../servers/redis.ts'
import { freePort, type TestServer } from '../../servers/server.ts'
import type { Command } from '../../service/harness/cowherd.ts'
import { openEntrance } from '../../service/harness/entrance.ts'
import { createInstallation } from '../../service/harness/installation.ts'
import { mountSmallDisk, unmountDisk } from '../../service/harness/small-disk.ts'
import type { Random } from '../../whole/harness/random.ts'
import type { World } from '../../whole/world/world.ts'
import { openLink } from './link.ts'
import { type LinkTarget, openSlot, type Slot } from './slot.ts'

export type Backend = 'embedded' | 'redis' | 'postgres'

/** The whole installation, as real processes between two simulated servers. */
export interface Site {
  readonly world: World
  readonly slots: readonly Slot[]
  /** What holds the queue; undefined where it is embedded. */
  readonly server: TestServer | undefined
  /** The data folder, where a small disk could be put under it. */
  readonly disk: string | undefined
  /** Sends webhooks so from now on. */
  carryWebhooks(options: WebhookOptions): void
  /** Requests that changed something in Mailcow. */
  writes(): number
  close(): Promise<void>
}

const commandsOf: Readonly<Record<Backend, readonly Command[]>> = {
  embedded: ['serve'],
  redis: ['receiver', 'receiver', 'worker', 'worker', 'worker'],
  postgres: ['receiver', 'receiver', 'worker', 'worker', 'worker'],
}
const startServer = { embedded: async () => undefined, redis: startRedis, postgres: startPostgres }

/** How often everything is swept, in milliseconds. */
export const sweepEveryMs = 60_000

const env = {
  COWHERD_SWEEP_EVERY: String(sweepEveryMs / 60_000),
  COWHERD_EVENT_LOG_REST_MS: '5000',
  COWHERD_DOCTOR_EVERY: '0',
  COWHERD_ADOPT: 'never',
  COWHERD_LOG_LEVEL: 'info',
}

/** There is no server of the wanted backend on this machine. */
export class NoServerError extends Error {
  override readonly name = 'NoServerError'
}

/**
 * Starts all processes of an installation.
 *
 * @param onWrite called after each write to Mailcow
 * @throws NoServerError where the server of the backend is not installed
 */
export async function openSite(
  backend: Backend,
  world: World,
  random: Random,
  onWrite: () => void,
): Promise<Site> {
  const server = await startServer[backend]()
  if (!server && backend !== 'embedded') throw new NoServerError(`no server of ${backend} is installed`)
  const { authentik, mailcow, settings } = world.company
  const installation = await createInstallation({
    ...{ authentik, mailcow, settings, env },
    queueUrl: server?.url,
    flags: ['--import', new URL('./shift.ts', import.meta.url).href],
  })
  const dataDir = installation.env['COWHERD_DATA_DIR'] ?? ''
  const clocks = mkdtempSync(join(tmpdir(), 'cowherd-chaos-'))
  const disk = mountSmallDisk(dataDir) ? dataDir : undefined
  let writes = 0
  const carried = () => {
    writes += 1
    onWrite()
  }
  const entrances = {
    authentik: await openEntrance(authentik, () => ({})),
    mailcow: await openEntrance(mailcow, ({ method }) => (method === 'GET' ? {} : { carried })),
  }
  const receivers: string[] = []
  const slots: Slot[] = []
  for (const [index, command] of commandsOf[backend].entries()) {
    const links = {
      authentik: await openLink(entrances.authentik.port),
      mailcow: await openLink(entrances.mailcow.port),
      ...(server ? { queue: await openLink(Number(new URL(server.url).port)) } : {}),
    }
    const port = await freePort()
    if (command !== 'worker') receivers.push(`http://127.0.0.1:${port}/webhooks/authentik`)
    const clockFile = join(clocks, String(index))
    writeFileSync(clockFile, '0')
    const own = {
      AK_BASE: `http://127.0.0.1:${links.authentik.port}`,
      MAILCOW_API_URL: `http://127.0.0.1:${links.mailcow.port}`,
      COWHERD_LISTEN: `127.0.0.1:${port}`,
      CHAOS_CLOCK: clockFile,
      ...(server && links.queue ? { COWHERD_QUEUE_URL: throughPort(server.url, links.queue.port) } : {}),
    }
    slots.push(
      openSlot({
        ...{ name: `${command} ${index + 1}`, command, clockFile },
        links: new Map(Object.entries(links) as [LinkTarget, typeof links.mailcow][]),
        start: () => installation.start(command, own),
      }),
    )
  }
  // As a proxy before several receivers would: any of them.
  const fetchAny: typeof fetch = (_, init) => fetch(random.pick(receivers), init)
  return {
    ...{ world, slots, server, disk },
    carryWebhooks(options) {
      authentik.deliverTo('http://receivers.test/', installation.secret, {
        ...{ timeScale: 0.05, seed: 1, secondStepAfterMs: 2_000, fetch: fetchAny },
        ...options,
      })
    },
    writes: () => writes,
    async close() {
      authentik.stopWebhooks()
      for (const slot of slots) for (const link of slot.links.values()) link.set('open')
      for (const slot of slots) slot.signal('SIGCONT')
      await Promise.all(slots.map((slot) => slot.close()))
      for (const slot of slots) for (const link of slot.links.values()) link.close()
      for (const entrance of Object.values(entrances)) entrance.close()
      if (disk !== undefined) unmountDisk(disk)
      await installation.remove()
      await server?.stop()
      rmSync(clocks, { recursive: true, force: true })
    },
  }
}

function throughPort(url: string, port: number): string {
  const through = new URL(url)
  through.port = String(port)
  return through.href
}
