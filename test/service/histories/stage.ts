import { openQueue, type Queue } from '@cowherd/queue'
import type { TestServer } from '../../servers/server.ts'
import type { World } from '../../whole/world/world.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'
import { createPlanner } from '../harness/planner.ts'
import { generateLiveWorld } from './company.ts'
import { type Setting, serviceEnvironment } from './setting.ts'

/** One world with the service that keeps it. */
export interface Stage {
  readonly setting: Setting
  readonly world: World
  readonly installation: Installation
  /** The server that holds the queue, where there is one. */
  readonly server: TestServer | undefined
  /** The queue as the service has it; undefined where only the service can open it. */
  readonly queue: Queue | undefined
  /** What a fresh look at everything would still change, one line for each change. */
  differences(): Promise<string[]>
  close(): Promise<void>
}

/** Builds a world and starts its processes. */
export async function openStage(setting: Setting, server: TestServer | undefined): Promise<Stage> {
  const world = generateLiveWorld(setting)
  const { authentik, mailcow, settings } = world.company
  const installation = await createInstallation({
    ...{ authentik, mailcow, settings },
    queueUrl: server?.url,
    env: serviceEnvironment(setting),
  })
  await Promise.all(setting.commands.map((command) => installation.start(command)))
  authentik.deliverTo(installation.webhookUrl, installation.secret, setting.webhooks)
  const queue = server && (await openQueueOf(server.url, settings.owner))
  const plan = createPlanner(authentik, mailcow, settings)
  return {
    ...{ setting, world, installation, server, queue },
    async differences() {
      const { changes } = await plan()
      return changes.map(({ action, address, before }) => `${action} ${before?.address ?? ''} ${address}`)
    },
    async close() {
      authentik.stopWebhooks()
      await installation.remove()
      await queue?.close()
    },
  }
}

function openQueueOf(url: string, owner: string): Promise<Queue> {
  return openQueue({
    url,
    dataDir: '/nowhere',
    prefix: `cowherd-${owner}`,
    settleMs: 30,
    now: Date.now,
    random: Math.random,
    onMessage: () => {},
  })
}
