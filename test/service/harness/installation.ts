import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanSettings } from '@cowherd/plan'
import type { AuthentikSimulator, MailcowSimulator } from '@cowherd/simulators'
import { freePort } from '../../servers/server.ts'
import { type Command, type Cowherd, startCowherd } from './cowherd.ts'
import { type Door, openDoor } from './door.ts'
import { until } from './until.ts'

export interface InstallationOptions {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  readonly settings: PlanSettings
  /** Unset: the embedded queue. */
  readonly queueUrl?: string | undefined
  /** Further settings of the service. */
  readonly env?: Readonly<Record<string, string>>
  /** Options of Node itself. */
  readonly flags?: readonly string[]
}

/** Cowherd's processes between two simulated servers. */
export interface Installation {
  readonly doors: { readonly authentik: Door; readonly mailcow: Door }
  /** Where webhooks go. */
  readonly webhookUrl: string
  readonly secret: string
  /** The environment that each process has. */
  readonly env: Readonly<Record<string, string>>
  /** All processes that were ever started, gone ones included. */
  readonly processes: Cowherd[]
  /** Starts one more process; `own` goes over the environment that all have. */
  start(command: Command, own?: Readonly<Record<string, string>>): Promise<Cowherd>
  /** What the processes said last that ended without being told to. */
  deaths(): string[]
  /** Has the service look at everything: by a webhook that says nothing of what changed, sent until it is stored. */
  askForEverything(): Promise<void>
  /** Kills what runs, shuts the doors and removes the data. */
  remove(): Promise<void>
}

const secret = 'a-secret-for-tests-0123456789'

/** Opens the doors of both servers and prepares an installation; nothing runs yet. */
export async function createInstallation(options: InstallationOptions): Promise<Installation> {
  const { authentik, mailcow, settings } = options
  const doors = { authentik: await openDoor(authentik), mailcow: await openDoor(mailcow) }
  const dataDir = await mkdtemp(join(tmpdir(), 'cowherd-service-'))
  const port = await freePort()
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/authentik`
  const env = {
    AK_BASE: doors.authentik.url,
    AK_TOKEN: authentik.token,
    MAILCOW_API_URL: doors.mailcow.url,
    MAILCOW_API_KEY: mailcow.keys.readWrite,
    ...environmentOf(settings),
    COWHERD_WEBHOOK_SECRET: secret,
    COWHERD_LISTEN: `127.0.0.1:${port}`,
    COWHERD_DATA_DIR: dataDir,
    COWHERD_LOG_LEVEL: 'debug',
    ...(options.queueUrl === undefined ? {} : { COWHERD_QUEUE_URL: options.queueUrl }),
    ...options.env,
  }
  const processes: Cowherd[] = []
  return {
    ...{ doors, webhookUrl, secret, env, processes },
    async start(command, own = {}) {
      const started = await startCowherd(command, { ...env, ...own }, options.flags)
      processes.push(started)
      return started
    },
    deaths: () =>
      processes
        .filter((one) => !one.isRunning() && !one.isEnded())
        .map(
          ({ log }) =>
            `a process ended by itself: ${log
              .slice(-12)
              .map(({ message }) => message)
              .join(' | ')}`,
        ),
    async askForEverything() {
      await until('the webhook is stored', async () => (await postAnything(webhookUrl)) === 202, 30_000, 250)
    },
    async remove() {
      await Promise.all(processes.map((one) => one.end('SIGKILL')))
      await Promise.all([doors.authentik.shut(), doors.mailcow.shut()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function postAnything(url: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ body: 'model_updated: …', severity: 'notice' }),
  })
  return response.status
}

function environmentOf({ owner, domain, groups, thresholds }: PlanSettings): Record<string, string> {
  const percent = (share: number) => String(Math.round(share * 100))
  return {
    COWHERD_OWNER: owner,
    COWHERD_DOMAIN: domain,
    ...(groups === undefined ? {} : { COWHERD_GROUPS: groups }),
    COWHERD_MAX_REMOVED_ALIASES: percent(thresholds.removedAliases),
    COWHERD_MAX_REMOVED_MEMBERSHIPS: percent(thresholds.removedMemberships),
    COWHERD_MAX_MEMBER_LOSS: percent(thresholds.memberLoss),
    COWHERD_THRESHOLD_FLOOR: String(thresholds.floor),
    COWHERD_FIRST_RUN_MAX: String(thresholds.firstRunMax),
  }
}
