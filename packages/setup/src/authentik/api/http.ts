import { type Answer, createUpstream, maskSecrets, UpstreamError } from '@cowherd/upstream'
import type { ApiAnswer, SetupApi, WriteMethod } from './api.ts'
import { refusalOf } from './refusal.ts'

/** How to reach Authentik as an administrator. */
export interface AdministratorOptions {
  /** Its address, with or without a slash or `/api/v3` at the end. */
  readonly baseUrl: string
  /** API token of a superuser. */
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a read is repeated while Authentik is away, in milliseconds. */
  readonly patienceMs: number
}

/** Makes the API of one Authentik; sends nothing yet. The token stands in no message. */
export function createSetupApi(options: AdministratorOptions): SetupApi {
  const token = options.token.trim()
  const root = `${options.baseUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api\/v3$/, '')}/api/v3`
  // Authentik translates the texts of its refusals.
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': 'en' }
  const { fetch, timeoutMs, patienceMs } = options
  const upstream = createUpstream({
    ...{ side: 'source', name: 'Authentik', baseUrl: root, baseUrlSetting: 'AK_BASE', headers },
    ...{ secrets: [token], timeoutMs, patienceMs, fetch },
  })

  async function sendOnce(method: WriteMethod, path: string, body: object | undefined): Promise<Answer> {
    try {
      const response = await fetch(root + path, {
        method,
        headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { status: response.status, text: await response.text(), date: undefined }
    } catch (error) {
      throw outcomeUnknown(method, path, error instanceof Error ? error.message : 'no answer')
    }
  }

  return {
    async get(path, query) {
      const answer = toApiAnswer(await upstream.get(path, query))
      if (answer.status === 200 || answer.status === 404) return answer
      throw refusalOf(`GET ${path}`, answer.status, answer.body, [token])
    },
    async send(method, path, body) {
      const answer = toApiAnswer(await sendOnce(method, path, body))
      const { status } = answer
      if ((status >= 200 && status < 300) || status === 404) return answer
      if (status === 500 && path.endsWith('/test/')) return answer
      if (status >= 500) throw outcomeUnknown(method, path, `status ${status}`)
      throw refusalOf(`${method} ${path}`, status, answer.body, [token])
    },
  }

  function outcomeUnknown(method: WriteMethod, path: string, reason: string): UpstreamError {
    return new UpstreamError(
      'source',
      'outcome-unknown',
      maskSecrets(
        `It is not known whether Authentik carried out ${method} ${path}: ${reason}. Run the same command again: what is done already is left as it is.`,
        [token],
      ),
    )
  }
}

function toApiAnswer({ status, text }: Answer): ApiAnswer {
  try {
    return { status, text, body: text === '' ? undefined : JSON.parse(text) }
  } catch {
    return { status, text, body: undefined }
  }
}
