import type { ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** Resident memory of a process, in megabytes. Linux only. */
export function residentMb(child: ChildProcess): number {
  return statusMb(child, /^VmRSS:\s+(\d+)/m)
}

/** Forgets the most memory that a process had so far. Linux only. */
export function forgetMostResident({ pid }: ChildProcess): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** The most memory that a process had resident since that was last forgotten, in megabytes. Linux only. */
export function mostResidentMb(child: ChildProcess): number {
  return statusMb(child, /^VmHWM:\s+(\d+)/m)
}

function statusMb({ pid }: ChildProcess, line: RegExp): number {
  return Number(line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

const ticksPerSecond = 100

/** Processor time that a process has taken, in milliseconds. Linux only. */
export function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
}
