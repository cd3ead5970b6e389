import type { Company } from '../company/model.ts'
import { demoKeys } from './keys.ts'
import type { Servers } from './servers.ts'

/** The installation that the demo plays; it stands in the comments of its aliases. */
export const demoOwner = 'demo'

/** The settings that point any command at the running demo. */
export function demoEnvironment(
  servers: Pick<Servers, 'authentikUrl' | 'mailcowUrl'>,
  company: Company,
  dataDir: string,
): Readonly<Record<string, string>> {
  return {
    AK_BASE: servers.authentikUrl,
    AK_TOKEN: demoKeys.authentik,
    MAILCOW_API_URL: servers.mailcowUrl,
    MAILCOW_API_KEY: demoKeys.mailcow.readWrite,
    COWHERD_DOMAIN: company.domain,
    COWHERD_OWNER: demoOwner,
    COWHERD_GROUPS: 'all',
    COWHERD_DATA_DIR: dataDir,
  }
}
