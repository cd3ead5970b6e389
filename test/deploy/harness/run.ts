import { execFile } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the workspace. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** This process's own Node first, so that `npm`, `npx` and scripts with a `#!` run on it too. */
const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)

export interface Outcome {
  /** Exit code, or undefined where a signal ended it or it could not be started. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** This process's environment without any setting, and without what the test's runner put into it. */
export function plainEnvironment(): Record<string, string> {
  const own = /^(?:AK|MAILCOW|COWHERD|VITEST|NODE_OPTIONS|NODE_ENV|npm_(?!config_registry))/
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    own.test(name) || value === undefined ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: '1' }
}

/** How long a program may take: one that waits for what never comes ends with what it has said, in milliseconds. */
const timeout = 240_000

/** Runs a program to its end in a plain environment; never throws for what it answers. */
export function run(
  program: string,
  options: readonly string[],
  { cwd = root, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      program,
      options,
      { cwd, env: { ...plainEnvironment(), ...env }, maxBuffer: 64_000_000, timeout },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined
        resolve({ code, stdout, stderr })
      },
    )
  })
}

/** Like `run`, and throws with everything it said unless it ended with 0. Gives its stdout. */
export async function succeed(...call: Parameters<typeof run>): Promise<string> {
  const { code, stdout, stderr } = await run(...call)
  if (code === 0) return stdout
  throw new Error(`${call[0]} ${call[1].join(' ')} ended with ${code}:\n${stdout}\n${stderr}`)
}

/** Whether this is a run of CI, which skips nothing that it can have. */
export const isCi = !['', '0', 'false', undefined].includes(process.env['CI'])

/** The path of a file of the workspace. */
export function inRoot(...names: string[]): string {
  return join(root, ...names)
}
