import type { Settings } from '@cowherd/config'
import {
  type CheckDefinition,
  judgeAccess,
  judgeAuthentikVersion,
  judgeCertificate,
  judgeClock,
  judgeDomains,
  judgeEventLog,
  judgeMailcowVersion,
  judgeName,
  judgeRules,
  judgeSettings,
  judgeToken,
  judgeVisibility,
  type Network,
  namedDomains,
  openAuthentikReader,
  skipped,
} from '@cowherd/doctor'
import type { Rules } from '@cowherd/rules'
import type { Answer } from '@cowherd/upstream'
import type { Io } from '../program/io.ts'
import type { MailcowProbe } from './probe/mailcow.ts'
import type { ProbeTiming } from './probe/timing.ts'

/** What the checks of both servers look at. */
export interface Patient {
  readonly settings: Settings
  readonly rules: Rules
  /** Why the file of rules cannot be used. */
  readonly rulesProblem: string | undefined
  readonly network: Network
  readonly mailcow: MailcowProbe
  readonly io: Io
  readonly timing: ProbeTiming
}

/** Checks of settings and of the two servers; they change nothing and cost about a dozen requests. */
export function serverChecks(patient: Patient): CheckDefinition[] {
  const { settings, rules, rulesProblem } = patient
  return [
    { id: 'settings', run: () => judgeSettings([], settings.warnings) },
    {
      id: 'rules',
      run: () =>
        judgeRules({
          file: settings.config,
          rules: rules.groups.length + rules.users.length,
          problem: rulesProblem,
        }),
    },
    ...authentikChecks(patient),
    ...mailcowChecks(patient),
  ]
}

function authentikChecks({ settings, rules, network, io, timing }: Patient): CheckDefinition[] {
  const { akBase, akToken, caFile, serviceAccounts, eventLog } = settings
  const server = { setting: 'AK_BASE', url: new URL(akBase) }
  const fetch = io.createTransport({ caFile, verifyTls: true })
  const reader = openAuthentikReader({ ...timing, baseUrl: akBase, token: akToken, fetch })
  const { dated, clock } = createDated(io)
  const needsUsers = serviceAccounts === 'exclude' || rules.users.length > 0
  return [
    { id: 'authentik-name', run: () => judgeName(server, network) },
    {
      id: 'authentik-certificate',
      needs: ['authentik-name'],
      run: () => judgeCertificate(server, network, { verify: true, now: io.now() }),
    },
    {
      id: 'authentik-token',
      needs: ['authentik-name', 'authentik-certificate'],
      run: async () => judgeToken(await dated(reader.get('/core/users/me/'))),
    },
    {
      id: 'authentik-version',
      needs: ['authentik-token'],
      run: async () => judgeAuthentikVersion(await reader.get('/admin/version/')),
    },
    { id: 'authentik-clock', needs: ['authentik-token'], run: () => clock('Authentik') },
    {
      id: 'authentik-groups',
      needs: ['authentik-token'],
      run: () => judgeVisibility(reader, 'groups', io.randomName()),
    },
    {
      id: 'authentik-users',
      needs: ['authentik-token'],
      run: () =>
        needsUsers
          ? judgeVisibility(reader, 'users', io.randomName())
          : skipped('COWHERD_SERVICE_ACCOUNTS is include, and no rule is about users: they are not read.'),
    },
    {
      id: 'authentik-events',
      needs: ['authentik-token'],
      run: () => (eventLog ? judgeEventLog(reader) : skipped('It is not read: COWHERD_EVENT_LOG is off.')),
    },
  ]
}

function mailcowChecks({ settings, rules, network, mailcow, io }: Patient): CheckDefinition[] {
  const { mailcowApiUrl, mailcowVerifySsl: verify, domain } = settings
  const server = { setting: 'MAILCOW_API_URL', url: new URL(mailcowApiUrl) }
  const { dated, clock } = createDated(io)
  return [
    { id: 'mailcow-name', run: () => judgeName(server, network) },
    {
      id: 'mailcow-certificate',
      needs: ['mailcow-name'],
      run: () => judgeCertificate(server, network, { verify, now: io.now() }),
    },
    {
      // One refusal ends all others: ten of them get the whole host banned.
      id: 'mailcow-key',
      needs: ['mailcow-name', 'mailcow-certificate'],
      async run() {
        await mailcow.key()
        return { state: 'ok', reason: 'Mailcow takes it from this address.', fix: null }
      },
    },
    {
      id: 'mailcow-version',
      needs: ['mailcow-key'],
      run: async () => judgeMailcowVersion(await dated(mailcow.version())),
    },
    { id: 'mailcow-clock', needs: ['mailcow-key', 'mailcow-version'], run: () => clock('Mailcow') },
    { id: 'mailcow-write', needs: ['mailcow-key'], run: async () => judgeAccess(await mailcow.access()) },
    {
      id: 'domains',
      needs: ['mailcow-key'],
      run: async () => judgeDomains(namedDomains(domain, rules), await mailcow.domains()),
    },
  ]
}

/** Keeps the time of the answer that the clock is judged by. */
function createDated(io: Io) {
  let seen: { readonly server: Date | undefined; readonly at: Date } | undefined
  return {
    async dated(asked: Promise<Answer>): Promise<Answer> {
      const answer = await asked
      seen = { server: answer.date, at: io.now() }
      return answer
    },
    clock: (server: string) => judgeClock(server, seen?.server, seen?.at ?? io.now()),
  }
}
