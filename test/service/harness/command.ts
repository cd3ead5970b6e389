import { execFile } from 'node:child_process'
import { program } from './cowherd.ts'

/** What a command that has ended said. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Has a person's command done in a process of its own, for two minutes at most. @param env its whole environment but for PATH and HOME */
export function runCommand(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  const [node, main] = program
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve) => {
    const child = execFile(
      node,
      [main, ...args],
      { env: { PATH, HOME, ...env }, maxBuffer: 1_000_000, timeout: 120_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
