import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import { freePort } from '../../servers/server.ts'
import { plainEnvironment } from './run.ts'

/** Both servers simulated, with one group of one person, and a service between them that was started from outside. */
export interface Stage {
  /** The settings that a service needs, all but the data folder. */
  readonly env: Readonly<Record<string, string>>
  /** Address of the receiver. */
  readonly url: string
  /** Members of the alias that the group gets, or undefined while there is none. */
  members(): string | undefined
  /** Puts a mailbox where the group wants its alias. */
  occupy(): void
  close(): Promise<void>
}

const domain = 'example.org'

/** Starts both servers. */
export async function openStage(): Promise<Stage> {
  const authentik = createAuthentikSimulator({ version: '2026.8' })
  const mailcow = createMailcowSimulator()
  mailcow.addDomain({ domain })
  mailcow.addMailbox({ address: `ada@${domain}` })
  const ada = authentik.addUser({ username: 'ada', name: 'Ada', email: `ada@${domain}` })
  authentik.addGroup({ name: 'devs', users: [ada] })
  const servers = [await authentik.listen(0), await mailcow.listen(0)] as const
  const port = await freePort()
  return {
    env: {
      AK_BASE: servers[0].url,
      AK_TOKEN: authentik.token,
      MAILCOW_API_URL: servers[1].url,
      MAILCOW_API_KEY: mailcow.keys.readWrite,
      COWHERD_DOMAIN: domain,
      COWHERD_OWNER: 'main',
      COWHERD_GROUPS: 'all',
      COWHERD_WEBHOOK_SECRET: 'a-secret-for-tests-0123456789',
      COWHERD_LISTEN: `127.0.0.1:${port}`,
    },
    url: `http://127.0.0.1:${port}`,
    members: () => mailcow.aliases().find(({ address }) => address === `devs@${domain}`)?.goto,
    occupy: () => mailcow.addMailbox({ address: `devs@${domain}` }),
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  }
}

/** A program that runs until it is told to stop. */
export interface Running {
  /** Everything it said so far. */
  said(): string
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>
}

/** Starts a program in a plain environment. */
export function start(
  program: string,
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): Running {
  const child: ChildProcess = spawn(program, options, {
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close')
  ended.catch(() => {})
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return {
    said: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', kill)
      return child.exitCode
    },
  }
}

/** Waits until something is so, for at most a minute. Throws with what `told` then says. */
export async function until(isSo: () => boolean | Promise<boolean>, told: () => string): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    if (await isSo()) return
    await sleep(100)
  }
  throw new Error(`waited in vain:\n${told().slice(-3000)}`)
}

/** Whether an address answers with 200. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}
