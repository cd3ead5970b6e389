import { type Answer, createUpstream, maskSecrets, readable, type Upstream } from '@cowherd/upstream'
import * as v from 'valibot'

/** Reads from one Authentik with Cowherd's own token. Throws UpstreamError where no answer of its own comes. */
export type AuthentikReader = Pick<Upstream, 'get'>

/** How to reach Authentik. */
export interface ReaderOptions {
  /** Its address, with or without a slash or `/api/v3` at the end. */
  readonly baseUrl: string
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a request is repeated while Authentik is away, in milliseconds. */
  readonly patienceMs: number
}

/** Makes a reader; sends nothing yet. No answer of it holds the token. */
export function openAuthentikReader({ baseUrl, token, ...options }: ReaderOptions): AuthentikReader {
  const root = baseUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api\/v3$/, '')
  const upstream = createUpstream({
    ...{ side: 'source', name: 'Authentik', baseUrl: `${root}/api/v3`, baseUrlSetting: 'AK_BASE' },
    // Authentik translates the texts of its refusals.
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': 'en' },
    secrets: [token],
    ...options,
  })
  return {
    async get(path, query, signal) {
      const answer = await upstream.get(path, query, signal)
      return { ...answer, text: maskSecrets(answer.text, [token]) }
    },
  }
}

const detailSchema = v.object({ detail: v.string() })

/** What an answer says of its refusal, such as `403 "Token invalid/expired"`. */
export function refusalOf(answer: Answer): string {
  const parsed = v.safeParse(detailSchema, jsonOf(answer))
  return parsed.success ? `${answer.status} "${readable(parsed.output.detail)}"` : `${answer.status}`
}

/** The JSON of an answer; undefined where there is none. */
export function jsonOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
