import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A running `cowherd` command in a process of its own. */
export interface Cowherd {
  readonly command: Command
  readonly child: ChildProcess
  /** Entries of its log, oldest first; what is no JSON stands under `message`. */
  readonly log: LogEntry[]
  /** Whether the process is still there. */
  isRunning(): boolean
  /** Whether `end` was called. */
  isEnded(): boolean
  /** Sends a signal and waits until the process is gone; gives its exit code, null after a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface LogEntry {
  readonly level?: string
  readonly message: string
  readonly [field: string]: unknown
}

export type Command = 'serve' | 'receiver' | 'worker' | 'console'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Node and what it is given to run `cowherd` from the sources. */
export const program = [`${root}node_modules/.bin/node`, `${root}apps/cli/src/main.ts`] as const
/** Spares each process but the first the reading of the sources. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'cowherd-compile-cache')

/**
 * Starts a service and resolves when it says that it has started.
 *
 * @param env its whole environment but for PATH and HOME
 * @param flags options of Node itself
 * @throws Error with its output where it ends first
 */
export async function startCowherd(
  command: Command,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Cowherd> {
  const { PATH = '', HOME = '' } = process.env
  const [node, main] = program
  const child = spawn(node, [...flags, main, command], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, COWHERD_LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const log: LogEntry[] = []
  const ended = once(child, 'close')
  const started = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const entry = entryOf(line)
      log.push(entry)
      if (entry.message.startsWith('Started (')) resolve()
    })
  })
  let isEnded = false
  const isRunning = () => child.exitCode === null && child.signalCode === null
  await Promise.race([
    started,
    ended.then(() => {
      throw new Error(`cowherd ${command} ended:\n${log.map(({ message }) => message).join('\n')}`)
    }),
  ])
  return {
    ...{ command, child, log },
    isRunning,
    isEnded: () => isEnded,
    async end(signal) {
      isEnded = true
      if (isRunning()) child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

function entryOf(line: string): LogEntry {
  try {
    return JSON.parse(line) as LogEntry
  } catch {
    return { message: line }
  }
}
