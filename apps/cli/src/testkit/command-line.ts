import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { onTestFinished } from 'vitest'
import type { Io } from '../program/io.ts'
import { runProgram } from '../program/run.ts'
import { type Company, createCompany } from './company.ts'

/** What one run of the program left behind. */
interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The program with its servers, its folder and its clock. */
export interface CommandLine extends Company {
  /** Moves the clock, in hours. */
  readonly wait: (hours: number) => void
  readonly dataDir: string
  /** Settings besides those that are always set; undefined unsets. */
  readonly env: Record<string, string | undefined>
  /** Runs `cowherd` with these arguments, separated by single blanks, or as a list. */
  readonly run: (args: string | readonly string[]) => Promise<Outcome>
  /** Runs it with `--json` and gives what it printed, which has to fit the schema. */
  readonly runJson: <Schema extends v.GenericSchema>(
    args: string,
    schema: Schema,
  ) => Promise<{ readonly code: number; readonly document: v.InferOutput<Schema>; readonly stderr: string }>
}

/** A fresh command line for the running test; its two servers answer in process at auth.test and mail.test. */
export function openCommandLine(): CommandLine {
  let now = Date.parse('2026-11-24T12:00:00Z')
  const clock = () => new Date(now)
  const company = createCompany(clock)
  const { authentik, mailcow } = company
  const dataDir = mkdtempSync(join(tmpdir(), 'cowherd-cli-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const env: Record<string, string | undefined> = {
    AK_BASE: 'https://auth.test',
    AK_TOKEN: authentik.token,
    MAILCOW_API_URL: 'https://mail.test',
    MAILCOW_API_KEY: mailcow.keys.readWrite,
    COWHERD_DOMAIN: 'example.org',
    COWHERD_OWNER: 'main',
    COWHERD_DATA_DIR: dataDir,
    // One after the other, so that ids come in the order of the plan.
    COWHERD_WRITE_CONCURRENCY: '1',
  }
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).host === 'auth.test' ? authentik.fetch(request) : mailcow.fetch(request)
  }

  const run = async (args: string | readonly string[]): Promise<Outcome> => {
    const stdout: string[] = []
    const stderr: string[] = []
    const io: Io = {
      env,
      stdout: { write: (text) => stdout.push(text) },
      stderr: { write: (text) => stderr.push(text) },
      now: clock,
      randomName: () => 'no-such-name-5f2d',
      random: () => 0.5,
      readFile: (path) => readFileSync(path, 'utf8'),
      createTransport: () => fetch,
      patienceMs: 60,
      signal: new AbortController().signal,
    }
    const code = await runProgram(typeof args === 'string' ? args.split(' ') : args, io)
    return { code, stdout: stdout.join(''), stderr: stderr.join('') }
  }

  return {
    ...company,
    dataDir,
    env,
    run,
    wait: (hours) => {
      now += hours * 3_600_000
    },
    async runJson(args, schema) {
      const { code, stdout, stderr } = await run(`${args} --json`)
      return { code, stderr, document: v.parse(schema, JSON.parse(stdout)) }
    },
  }
}
