import { createMailcowTarget } from '@cowherd/mailcow'
import { type MailcowSurvey, readKeyAccess, readSogoState, surveyMailcow } from '@cowherd/setup'
import type { Command } from 'commander'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { writeJson } from '../render/json.ts'
import { count } from '../render/style.ts'
import { alignColumns, writeText } from '../render/text.ts'
import { handOver, printOutcome } from './outcome.ts'
import { patienceOf } from './patience.ts'
import { readSecret } from './secret-input.ts'
import { type Known, knownSettings } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Options of `setup mailcow`. */
export interface MailcowOptions {
  readonly url?: string
  readonly domain?: string
  readonly keyFile?: string
  readonly write?: string
  readonly json: boolean
}

const names = [
  'MAILCOW_API_URL',
  'MAILCOW_API_KEY',
  'MAILCOW_VERIFY_SSL',
  'COWHERD_DOMAIN',
  'COWHERD_CA_FILE',
  'COWHERD_TIMEOUT',
]

/**
 * Looks what the key may do and what the server is like, and hands over the settings.
 *
 * @returns whether Cowherd can change aliases of the domain
 * @throws UsageError where the address or the key is missing
 * @throws UpstreamError where Mailcow does not take the key or the address that it is used from
 */
export async function surveyServer(
  io: Io,
  terminal: Terminal,
  command: Command,
  { url, domain, keyFile, json, write }: MailcowOptions,
): Promise<boolean> {
  const known = knownSettings(command, io, names, { MAILCOW_API_URL: url, COWHERD_DOMAIN: domain }, write)
  if (!known.has('MAILCOW_API_URL')) {
    throw new UsageError('the address of Mailcow is needed: --url, or MAILCOW_API_URL')
  }
  const { settings } = known
  const key = await keyOf(io, terminal, known, keyFile)
  const options = {
    baseUrl: settings.mailcowApiUrl,
    key,
    fetch: io.createTransport({ caFile: settings.caFile, verifyTls: settings.mailcowVerifySsl }),
    ...patienceOf(io, settings),
  }
  // First: it stops at the first refusal, and ten of them get the host banned.
  const { state } = await createMailcowTarget(options).readState()
  const survey = surveyMailcow(state, {
    access: await readKeyAccess(options),
    sogo: await readSogoState(options),
    wantedDomain: known.has('COWHERD_DOMAIN') ? settings.domain : undefined,
  })
  const outcome = handOver(
    {
      MAILCOW_API_URL: settings.mailcowApiUrl,
      MAILCOW_API_KEY: key,
      ...(survey.domain === undefined ? {} : { COWHERD_DOMAIN: survey.domain }),
    },
    known,
  )
  const notes = [...survey.remarks, ...outcome.notes]
  if (json) {
    const { access, sogo, domains, ready } = survey
    writeJson(io, { server: settings.mailcowApiUrl, ready, access, sogo, domains, ...outcome, notes })
  } else {
    writeText(io.stderr, renderSurvey(settings.mailcowApiUrl, survey))
    printOutcome(io, { ...outcome, notes })
  }
  return survey.ready
}

function keyOf(
  io: Io,
  terminal: Terminal,
  { has, settings }: Known,
  file: string | undefined,
): Promise<string> {
  if (file === undefined && has('MAILCOW_API_KEY')) return Promise.resolve(settings.mailcowApiKey)
  return readSecret(io, terminal, {
    file,
    option: '--key-file',
    what: 'API key of Mailcow, from System > Configuration > Access > API',
  })
}

function renderSurvey(address: string, { domains, mailboxes, aliases, access }: MailcowSurvey): string {
  const rows = domains.map((domain) => [
    `  ${domain.name}`,
    count(domain.mailboxes, 'mailbox', 'mailboxes'),
    count(domain.aliases, 'alias', 'aliases'),
    `${domain.aliasesLeft.toLocaleString('en')} more possible`,
    domain.active ? '' : 'not active',
  ])
  const what = `${count(mailboxes, 'mailbox', 'mailboxes')}, ${count(aliases, 'alias', 'aliases')}`
  const lines = [`Mailcow at ${address}: ${what}; the key is ${access}`, ...alignColumns(rows)]
  return lines.map((line) => `${line}\n`).join('')
}
