import type { Settings } from '@cowherd/config'
import { createMailcowPieces, createMailcowTarget } from '@cowherd/mailcow'
import type { Alias, TargetState } from '@cowherd/plan'
import { type KeyAccess, readKeyAccess } from '@cowherd/setup'
import { type Answer, createUpstream } from '@cowherd/upstream'
import type { Io } from '../../program/io.ts'
import type { ProbeTiming } from './timing.ts'

/** What is asked of Mailcow; reads only. Each throws UpstreamError. */
export interface MailcowProbe {
  /** One request that needs the key. */
  key(): Promise<void>
  domains(): Promise<Pick<TargetState, 'domains' | 'aliasDomains'>>
  version(): Promise<Answer>
  access(): Promise<KeyAccess>
  /** All aliases, which takes seconds where they are many. */
  aliases(): Promise<readonly Alias[]>
}

/** Makes the probe; sends nothing yet. */
export function createMailcowProbe(settings: Settings, io: Io, timing: ProbeTiming): MailcowProbe {
  const { mailcowApiUrl: baseUrl, mailcowApiKey: key, caFile, mailcowVerifySsl: verifyTls } = settings
  const options = { ...timing, baseUrl, key, fetch: io.createTransport({ caFile, verifyTls }) }
  const pieces = createMailcowPieces(options)
  return {
    async key() {
      await pieces.readAlias(1)
    },
    domains: () => pieces.readDomains(),
    version: () =>
      createUpstream({
        ...{ side: 'target', name: 'Mailcow', baseUrlSetting: 'MAILCOW_API_URL' },
        baseUrl: `${baseUrl.replace(/\/api(\/v1)?$/, '')}/api/v1`,
        ...{ headers: { 'X-API-Key': key, Accept: 'application/json' }, secrets: [key] },
        ...{ ...timing, fetch: options.fetch },
      }).get('/get/status/version'),
    access: () => readKeyAccess(options),
    aliases: async () => (await createMailcowTarget(options).readState()).state.aliases,
  }
}
