import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { runProgram } from '../../../apps/cli/src/program/run.ts'
import type { World } from './world.ts'

/** What one run of the program printed, and its exit code. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * The program between the two servers of a world, with a file of rules and a data folder that lasts as long as the test. Arguments are
 * separated by single blanks.
 */
export function openCommand({ authentik, mailcow, clock }: World, rulesFile: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'cowherd-wishes-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const env = {
    AK_BASE: 'https://auth.example.org',
    AK_TOKEN: authentik.token,
    MAILCOW_API_URL: 'https://mail.example.org',
    MAILCOW_API_KEY: mailcow.keys.readWrite,
    COWHERD_DOMAIN: 'example.org',
    COWHERD_OWNER: 'main',
    COWHERD_DATA_DIR: dataDir,
    COWHERD_CONFIG: rulesFile,
    COWHERD_WRITE_CONCURRENCY: '1',
  }
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    const server = new URL(request.url).host.startsWith('auth.') ? authentik : mailcow
    return server.fetch(request)
  }
  let names = 0
  return async (args: string): Promise<Outcome> => {
    const [stdout, stderr]: [string[], string[]] = [[], []]
    const code = await runProgram(args.split(' '), {
      env,
      stdout: { write: (text) => stdout.push(text) },
      stderr: { write: (text) => stderr.push(text) },
      now: clock,
      randomName: () => `no-such-name-${++names}`,
      random: () => 0.5,
      readFile: (path) => readFileSync(path, 'utf8'),
      createTransport: () => fetch,
      patienceMs: 1_000,
      signal: new AbortController().signal,
    })
    return { code, stdout: stdout.join(''), stderr: stderr.join('') }
  }
}
