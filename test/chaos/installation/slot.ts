import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Cowherd, LogEntry } from '../../service/harness/cowherd.ts'
import type { Link } from './link.ts'

/** The place of one process, which is started again whenever it is gone, as a service manager would. */
export interface Slot {
  readonly name: string
  readonly command: Command
  /** By what they lead to. */
  readonly links: ReadonlyMap<LinkTarget, Link>
  readonly counts: SlotCounts
  /** The latest entries of its log, over all its processes. */
  readonly log: LogEntry[]
  isUp(): boolean
  /** Ends its process with SIGKILL; it stays away until `raise`. */
  kill(): Promise<void>
  raise(): void
  signal(signal: NodeJS.Signals): void
  /** Lets its clock be off by so many milliseconds. */
  shiftClock(ms: number): void
  /** Moves what its process said to `log`. */
  collect(): void
  close(): Promise<void>
}

export type LinkTarget = 'authentik' | 'mailcow' | 'queue'

export interface SlotCounts {
  starts: number
  /** Processes that ended without being told to. */
  endedByThemselves: number
  /** Starts that came to nothing, as without a queue server. */
  failedStarts: number
  runs: number
}

export interface SlotOptions {
  readonly name: string
  readonly command: Command
  readonly links: ReadonlyMap<LinkTarget, Link>
  readonly clockFile: string
  readonly start: () => Promise<Cowherd>
}

const logMost = 4_000
const pauseMs = 1_000

/** Makes a slot and keeps a process in it from now on. */
export function openSlot({ name, command, links, clockFile, start }: SlotOptions): Slot {
  const counts: SlotCounts = { starts: 0, endedByThemselves: 0, failedStarts: 0, runs: 0 }
  const log: LogEntry[] = []
  let isWanted = true
  let isClosed = false
  let current: Cowherd | undefined

  function collect(): void {
    const entries = current?.log.splice(0) ?? []
    counts.runs += entries.filter(({ message }) => message === 'run').length
    log.push(...entries)
    if (log.length > logMost) log.splice(0, log.length - logMost)
  }

  async function keep(): Promise<void> {
    while (!isClosed) {
      if (current && !current.isRunning()) {
        collect()
        if (!current.isEnded()) counts.endedByThemselves += 1
        current = undefined
      }
      if (!current && isWanted) await startOne()
      await sleep(100)
    }
    await current?.end('SIGKILL')
    collect()
  }

  async function startOne(): Promise<void> {
    try {
      current = await start()
      counts.starts += 1
    } catch (error) {
      counts.failedStarts += 1
      log.push({ message: String(error) })
      await sleep(pauseMs)
    }
  }

  const kept = keep()
  return {
    ...{ name, command, links, counts, log, collect },
    isUp: () => isWanted && current?.isRunning() === true,
    async kill() {
      isWanted = false
      await current?.end('SIGKILL')
    },
    raise() {
      isWanted = true
    },
    signal(signal) {
      if (current?.isRunning()) current.child.kill(signal)
    },
    shiftClock: (ms) => writeFileSync(clockFile, String(ms)),
    async close() {
      isClosed = true
      await kept
    },
  }
}
