import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Who logs in at the provider, and what is wrong with its answers. */
export interface ProviderState {
  name: string
  groups: readonly string[]
  /** Instead of the nonce that was asked for. */
  nonce: string | undefined
  /** Instead of the key that it shows. */
  foreignKey: boolean
}

/** An OpenID Connect provider that lets everybody in at once, as its state says. */
export interface Provider {
  readonly issuer: string
  readonly state: ProviderState
  close(): Promise<void>
}

export const client = { id: 'cowherd', secret: 'secret-of-the-console-client' } as const

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Starts a provider under the name of localhost, which is another site than 127.0.0.1. */
export async function startProvider(): Promise<Provider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const state: ProviderState = { name: 'olga', groups: ['mail admins'], nonce: undefined, foreignKey: false }
  const codes = new Map<string, { readonly nonce: string; readonly challenge: string }>()
  let issuer = ''

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000)
    const body = [
      base64url({ alg: 'RS256', kid: 'one' }),
      base64url({
        ...{ iss: issuer, aud: client.id, sub: 'u1', iat: now, exp: now + 60, nonce: state.nonce ?? nonce },
        ...{ preferred_username: state.name, groups: state.groups },
      }),
    ].join('.')
    const { privateKey } = state.foreignKey ? others : keys
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`
  }

  const json = (response: ServerResponse, status: number, value: object) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const query = (name: string) => url.searchParams.get(name) ?? ''
    if (url.pathname.endsWith('/.well-known/openid-configuration')) {
      json(response, 200, {
        ...{ issuer, jwks_uri: `${issuer}jwks`, response_types_supported: ['code'] },
        ...{ authorization_endpoint: `${issuer}authorize`, token_endpoint: `${issuer}token` },
        ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      })
    } else if (url.pathname.endsWith('/jwks')) {
      const key = keys.publicKey.export({ format: 'jwk' })
      json(response, 200, { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] })
    } else if (url.pathname.endsWith('/authorize')) {
      const code = randomUUID()
      codes.set(code, { nonce: query('nonce'), challenge: query('code_challenge') })
      const back = new URL(query('redirect_uri'))
      back.search = String(new URLSearchParams({ code, state: query('state') }))
      response.writeHead(302, { Location: back.href }).end()
    } else if (url.pathname.endsWith('/token')) {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const form = new URLSearchParams(text)
      const known = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const given = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const isClient =
        form.get('client_secret') === client.secret ||
        request.headers.authorization ===
          `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
      if (!known || known.challenge !== given || !isClient) json(response, 400, { error: 'invalid_grant' })
      else json(response, 200, { access_token: 'x', token_type: 'Bearer', id_token: idToken(known.nonce) })
    } else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://localhost:${(server.address() as AddressInfo).port}/application/o/cowherd/`
  return {
    ...{ state },
    issuer,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
