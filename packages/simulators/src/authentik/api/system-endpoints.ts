import type { Version } from '../model.ts'
import { json } from './answer.ts'
import type { Handler } from './context.ts'

/** The patch level that each simulated line reports. */
export const VERSIONS: Readonly<Record<Version, string>> = { '2025.6': '2025.6.4', '2026.8': '2026.8.3' }

export const getVersion: Handler = (context) => {
  const version = VERSIONS[context.server.version]
  return json({
    version_current: version,
    version_latest: version,
    version_latest_valid: true,
    build_hash: '',
    outdated: false,
    outpost_outdated: false,
  })
}

/** `root/config/`, open to everyone. */
export function getConfig(): Response {
  return json({
    error_reporting: {
      enabled: false,
      sentry_dsn: 'https://<dsn>',
      environment: 'customer',
      send_pii: false,
      traces_sample_rate: 0.1,
    },
    capabilities: ['can_impersonate', 'is_enterprise'],
    cache_timeout: 300,
    cache_timeout_flows: 300,
    cache_timeout_policies: 300,
    cache_timeout_reputation: 0,
  })
}
