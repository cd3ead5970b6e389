import { createSetupApi, readAdministrator, type SetupApi } from '@cowherd/setup'
import type { Command } from 'commander'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { patienceOf } from './patience.ts'
import { readSecret } from './secret-input.ts'
import { type Known, knownSettings } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Which Authentik, for which installation, and by whose token. */
export interface ServerOptions {
  readonly url?: string
  readonly owner?: string
  readonly tokenFile?: string
  readonly write?: string
}

/** An Authentik that is open to its administrator. */
export interface OpenAuthentik {
  readonly api: SetupApi
  readonly known: Known
  readonly address: string
  readonly version: string
  readonly owner: string
}

const names = [
  'AK_BASE',
  'AK_TOKEN',
  'COWHERD_OWNER',
  'COWHERD_WEBHOOK_SECRET',
  'COWHERD_CA_FILE',
  'COWHERD_TIMEOUT',
]

/**
 * Asks for the administrator's token and looks who that is.
 *
 * @throws UsageError where the address or the token is missing
 * @throws SettingsError for wrong settings
 * @throws UpstreamError for anybody but a superuser
 */
export async function openAuthentik(
  io: Io,
  terminal: Terminal,
  command: Command,
  { url, owner, tokenFile, write }: ServerOptions,
): Promise<OpenAuthentik> {
  const known = knownSettings(command, io, names, { AK_BASE: url, COWHERD_OWNER: owner }, write)
  if (!known.has('AK_BASE')) throw new UsageError('the address of Authentik is needed: --url, or AK_BASE')
  const { settings } = known
  const token = await readSecret(io, terminal, {
    file: tokenFile,
    option: '--token-file',
    what: 'API token of an Authentik administrator',
  })
  const api = createSetupApi({
    baseUrl: settings.akBase,
    token,
    fetch: io.createTransport({ caFile: settings.caFile, verifyTls: true }),
    ...patienceOf(io, settings),
  })
  const { version } = await readAdministrator(api)
  return { api, known, address: settings.akBase, version, owner: settings.owner }
}
