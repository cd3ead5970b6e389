import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A server for tests, empty at first. */
export interface TestServer {
  readonly url: string
  /** Stops it as a crash would and starts it again on the same data; absent for servers given by URL. */
  readonly crash?: () => Promise<() => Promise<void>>
  stop(): Promise<void>
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A process that runs until it is stopped. */
export interface Daemon {
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts a program and waits for a line of its output. Throws with that output when it ends first. */
export async function startDaemon(
  program: string,
  options: readonly string[],
  ready: RegExp,
  user?: { uid: number; gid: number },
): Promise<Daemon> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], env: {}, ...user })
  const quit = () => child.kill('SIGQUIT')
  process.once('exit', quit)
  child.once('exit', () => process.off('exit', quit))
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output = (output + chunk).slice(-10_000)
      if (ready.test(output)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`${program} ended:\n${output}`)))
  })
  return {
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}
