import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carryOutSetup, createSetupApi, planSetup, type SetupApi } from '@cowherd/setup'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import { onTestFinished } from 'vitest'
import { runCommand } from '../harness/command.ts'
import type { Command } from '../harness/cowherd.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'

/** What `cowherd doctor --json` prints, as far as the tests look at it. */
export interface Examined {
  readonly code: number
  readonly states: Readonly<Record<string, string>>
  readonly fixes: Readonly<Record<string, string | null>>
  readonly canary: { readonly webhookMs: number | null; readonly eventLogMs: number | null } | null
}

/** An installation that is set up in its Authentik, whose service runs in the processes that are named. */
export interface Clinic {
  readonly installation: Installation
  /** Authentik as its administrator has it. */
  readonly api: SetupApi
  /** Runs `cowherd doctor` in a process of its own with the administrator's token. */
  examine(): Promise<Examined>
}

/** Opens one for the running test. @param queueUrl unset: the embedded queue */
export async function openClinic(commands: readonly Command[], queueUrl?: string): Promise<Clinic> {
  const authentik = createAuthentikSimulator({ version: '2026.8' })
  const mailcow = createMailcowSimulator()
  mailcow.addDomain({ domain: 'example.org' })
  mailcow.addMailbox({ address: 'alice@example.org' })
  const alice = authentik.addUser({ username: 'alice', email: 'alice@example.org' })
  authentik.addGroup({ name: 'Team', users: [alice] })
  const installation = await createInstallation({
    ...{ authentik, mailcow, queueUrl },
    settings: settingsOf(`doctor-${Date.now()}`),
  })
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-clinic-'))
  const tokenFile = join(folder, 'token')
  await writeFile(tokenFile, authentik.adminToken)
  onTestFinished(async () => {
    authentik.stopWebhooks()
    await installation.remove()
    await rm(folder, { recursive: true, force: true })
  })
  const { env, secret, webhookUrl } = installation
  const api = createSetupApi({
    ...{ baseUrl: env['AK_BASE'] ?? '', token: authentik.adminToken, fetch: globalThis.fetch },
    ...{ timeoutMs: 10_000, patienceMs: 10_000 },
  })
  const plan = await planSetup(api, {
    ...{ owner: env['COWHERD_OWNER'] ?? '', webhookUrl, acceptedSecrets: [secret] },
    ...{ rotateSecret: false, rotateToken: false, createSecret: () => secret },
  })
  await carryOutSetup(api, plan)
  for (const command of commands) await installation.start(command)
  authentik.deliverAsConfigured()

  return {
    ...{ installation, api },
    async examine() {
      const { code, stdout } = await runCommand(env, 'doctor', '--json', '--admin-token-file', tokenFile)
      const { checks, canary } = JSON.parse(stdout) as {
        checks: { id: string; state: string; fix: string | null }[]
        canary: Examined['canary']
      }
      return {
        ...{ code, canary },
        states: Object.fromEntries(checks.map(({ id, state }) => [id, state])),
        fixes: Object.fromEntries(checks.map(({ id, fix }) => [id, fix])),
      }
    },
  }
}

function settingsOf(owner: string): Parameters<typeof createInstallation>[0]['settings'] {
  return {
    ...{ owner, domain: 'example.org', policy: 'sync', groups: 'all', rules: { groups: [], users: [] } },
    ...{ include: [], exclude: [], adopt: 'equal', externalMembers: 'keep', serviceAccounts: 'exclude' },
    flags: { internal: false, senderAllowed: false, sogoVisible: true },
    ...{ orphanDays: 7, orphanRuns: 7 },
    thresholds: { removedAliases: 1, removedMemberships: 1, memberLoss: 1, floor: 100, firstRunMax: 100 },
  }
}
