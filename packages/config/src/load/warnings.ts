import { isIP } from 'node:net'
import type { SettingsWarning, SettingValues } from '../settings.ts'

/** What is allowed but unwise. */
export function settingsWarnings(values: SettingValues): SettingsWarning[] {
  return [
    ...plainHttp('AK_BASE', values.AK_BASE, 'AK_TOKEN'),
    ...plainHttp('MAILCOW_API_URL', values.MAILCOW_API_URL, 'MAILCOW_API_KEY'),
    ...plainHttp('COWHERD_CONSOLE_URL', values.COWHERD_CONSOLE_URL, 'whatever people log in with'),
    ...plainHttp(
      'COWHERD_CONSOLE_OIDC_ISSUER',
      values.COWHERD_CONSOLE_OIDC_ISSUER,
      'COWHERD_CONSOLE_OIDC_CLIENT_SECRET',
    ),
    ...(values.MAILCOW_VERIFY_SSL
      ? []
      : [
          {
            code: 'certificate-not-checked',
            message:
              'MAILCOW_VERIFY_SSL is off: anybody between Cowherd and Mailcow can read MAILCOW_API_KEY. Set COWHERD_CA_FILE to the certificate authority of Mailcow instead.',
          } as const,
        ]),
  ]
}

function plainHttp(setting: string, address: string | undefined, secret: string): SettingsWarning[] {
  if (address === undefined) return []
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'http:' || isLoopback(hostname)) return []
  return [
    {
      code: 'plain-http',
      message: `${setting} is http: anybody between Cowherd and ${hostname} can read ${secret}. Use https.`,
    },
  ]
}

/** A host name as URL gives it: IPv4 in full, IPv6 compressed and in brackets. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.'))
  )
}
