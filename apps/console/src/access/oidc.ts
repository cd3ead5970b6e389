import type { Log } from '@cowherd/telemetry'
import type { Configuration } from 'openid-client'
import type { Account } from './account.ts'

/** How people log in at an OpenID Connect provider, and which groups let them in. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Names of groups; members are operators. */
  readonly operators: readonly string[]
  /** Names of groups; members are viewers. */
  readonly viewers: readonly string[]
  readonly redirectUri: string
}

/** What has to be known again when somebody comes back from the provider. */
export interface Passage {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly next: string
}

/** A login under way. */
export interface OidcLogin {
  /** Where to send somebody, and what to keep meanwhile. Throws where the provider does not answer. */
  begin(next: string): Promise<{ readonly url: string; readonly passage: Passage }>
  /** Who came back; a text where they may not come in. Throws where the answer is not the provider's. */
  finish(url: URL, passage: Passage): Promise<Account | { readonly refused: string }>
}

/**
 * Makes the login: authorization code with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0). The provider is asked for its
 * addresses at the first login.
 */
export function createOidcLogin(settings: OidcSettings, log: Log): OidcLogin {
  let known: Promise<Configuration> | undefined

  async function configuration(): Promise<Configuration> {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }

  return {
    async begin(next) {
      const client = await import('openid-client')
      const passage = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        next,
      }
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.redirectUri,
        scope: 'openid profile',
        state: passage.state,
        nonce: passage.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(passage.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, passage }
    },
    async finish(url, { state, nonce, verifier }) {
      const client = await import('openid-client')
      const tokens = await client.authorizationCodeGrant(await configuration(), url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims: Readonly<Record<string, unknown>> = tokens.claims() ?? {}
      const name = textOf(claims['preferred_username']) ?? textOf(claims['name']) ?? textOf(claims['sub'])
      const groups = Array.isArray(claims['groups']) ? claims['groups'].map(String) : []
      const isIn = (wanted: readonly string[]) => wanted.some((group) => groups.includes(group))
      if (name !== undefined && isIn(settings.operators)) return { name, role: 'operator', via: 'oidc' }
      if (name !== undefined && isIn(settings.viewers)) return { name, role: 'viewer', via: 'oidc' }
      log('warn', 'somebody logged in at the provider and is in none of the groups that open the console')
      return { refused: name ?? '' }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await import('openid-client')
  const { protocol } = new URL(issuer)
  const options =
    protocol === 'http:'
      ? { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] }
      : { execute: [client.enableNonRepudiationChecks] }
  const ask = (address: string) =>
    client.discovery(new URL(address), clientId, clientSecret, undefined, options)
  try {
    return await ask(issuer)
  } catch (error) {
    // The issuer must be told to the letter, and people lose or add the slash at its end.
    try {
      return await ask(issuer.endsWith('/') ? issuer.replace(/\/+$/, '') : `${issuer}/`)
    } catch {
      throw error
    }
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
