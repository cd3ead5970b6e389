import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check, CheckId, Network } from '@cowherd/doctor'
import { Command } from 'commander'
import * as v from 'valibot'
import { onTestFinished } from 'vitest'
import { doctorCommandAt } from '../commands/doctor.ts'
import type { Io } from '../program/io.ts'
import { createCompany } from '../testkit/company.ts'
import { doctorDocumentSchema } from './document.ts'

/** A network in which every host is known and has a certificate. */
const goodNetwork: Network = {
  resolve: async () => ['192.0.2.1'],
  certificate: async (host) => ({
    ...{ validTo: new Date('2027-06-01T00:00:00Z'), distrust: undefined, names: [host] },
  }),
}

/** `cowherd doctor` between the two simulated servers of a small company, with a network and a clock of the test's own. */
export function openDoctor(network: Partial<Network> = {}) {
  const serverNow = new Date('2026-11-24T12:00:00Z')
  const company = createCompany(() => serverNow)
  const { authentik, mailcow } = company
  const dataDir = mkdtempSync(join(tmpdir(), 'cowherd-doctor-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const tokenFile = join(dataDir, 'admin-token')
  writeFileSync(tokenFile, `${authentik.adminToken}\n`)
  const env: Record<string, string | undefined> = {
    AK_BASE: 'https://auth.test',
    AK_TOKEN: authentik.token,
    MAILCOW_API_URL: 'https://mail.test',
    MAILCOW_API_KEY: mailcow.keys.readWrite,
    COWHERD_DOMAIN: 'example.org',
    COWHERD_OWNER: 'main',
    COWHERD_DATA_DIR: dataDir,
    COWHERD_WEBHOOK_SECRET: 'secret-of-the-tests-0123456789',
  }
  const outside = {
    openTerminal: () => ({ interactive: false, ask: nobody, readAll: nobody }),
    openNetwork: () => ({ ...goodNetwork, ...network }),
  }
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).host === 'auth.test' ? authentik.fetch(request) : mailcow.fetch(request)
  }

  /** @param now the clock of the machine that Cowherd runs on */
  async function run(args: readonly string[] = [], now = serverNow) {
    const stdout: string[] = []
    let code = 0
    const io: Io = {
      env,
      stdout: { write: (text) => stdout.push(text) },
      stderr: { write: () => {} },
      now: () => now,
      randomName: () => 'no-such-name-5f2d',
      random: () => 0.5,
      readFile: (path) => readFileSync(path, 'utf8'),
      createTransport: () => fetch,
      patienceMs: 60,
      signal: new AbortController().signal,
    }
    const command = doctorCommandAt(outside)(io, (exit) => {
      code = exit
    })
    const program = new Command('cowherd').addCommand(command)
    await program.parseAsync(['doctor', ...args], { from: 'user' })
    return { code, stdout: stdout.join('') }
  }

  async function runJson(args: readonly string[] = [], now = serverNow) {
    const { code, stdout } = await run(['--json', ...args], now)
    return { code, document: v.parse(doctorDocumentSchema, JSON.parse(stdout)) }
  }

  /** One check of a run. */
  async function check(id: CheckId, args: readonly string[] = [], now = serverNow): Promise<Check> {
    const { document } = await runJson(args, now)
    const found = document.checks.find((one) => one.id === id)
    if (!found) throw new Error(`no check ${id}`)
    return found
  }

  return { ...company, dataDir, env, tokenFile, run, runJson, check }
}

function nobody(): never {
  throw new Error('nobody is asked')
}
