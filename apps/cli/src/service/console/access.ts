import type { Settings } from '@cowherd/config'
import { createOidcLogin, type OidcLogin, type Tokens } from '@cowherd/console'
import type { Log } from '@cowherd/telemetry'
import { UsageError } from '../../program/failure.ts'

/** The ways into the console. */
export interface Access {
  readonly tokens: Tokens
  readonly oidc: OidcLogin | undefined
}

/**
 * The ways in that are set; undefined where there is none.
 *
 * @throws UsageError for a login by OpenID Connect that is half set, naming what is missing
 */
export function accessOf(settings: Settings, log: Log): Access | undefined {
  const tokens = { operator: settings.consoleToken ?? [], viewer: settings.consoleViewerToken ?? [] }
  const oidc = oidcOf(settings, log)
  return oidc || tokens.operator.length + tokens.viewer.length > 0 ? { tokens, oidc } : undefined
}

function oidcOf(settings: Settings, log: Log): OidcLogin | undefined {
  const {
    consoleOidcIssuer: issuer,
    consoleOidcClientId: clientId,
    consoleOidcClientSecret: clientSecret,
    consoleUrl,
  } = settings
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  const missing = [
    ...(issuer === undefined ? ['COWHERD_CONSOLE_OIDC_ISSUER'] : []),
    ...(clientId === undefined ? ['COWHERD_CONSOLE_OIDC_CLIENT_ID'] : []),
    ...(clientSecret === undefined ? ['COWHERD_CONSOLE_OIDC_CLIENT_SECRET'] : []),
    ...(consoleUrl === undefined ? ['COWHERD_CONSOLE_URL'] : []),
    ...(settings.consoleOperators.length + settings.consoleViewers.length === 0
      ? ['COWHERD_CONSOLE_OPERATORS or COWHERD_CONSOLE_VIEWERS']
      : []),
  ]
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || missing.length > 0) {
    throw new UsageError(
      `Login by OpenID Connect at the console is half set. Set also: ${missing.join(', ')}`,
    )
  }
  return createOidcLogin(
    {
      ...{ issuer, clientId, clientSecret },
      operators: settings.consoleOperators,
      viewers: settings.consoleViewers,
      redirectUri: `${consoleUrl}/login/callback`,
    },
    log,
  )
}
