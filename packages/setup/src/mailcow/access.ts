import { createUpstream, UpstreamError } from '@cowherd/upstream'
import * as v from 'valibot'

/** How to reach a Mailcow server. */
export interface MailcowAccessOptions {
  /** Its address, with or without a slash or `/api/v1` at the end. */
  readonly baseUrl: string
  readonly key: string
  readonly fetch: typeof globalThis.fetch
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a read is repeated while Mailcow is away, in milliseconds. */
  readonly patienceMs: number
}

/** What a key may do; `unknown` where Mailcow answers in words of another version. */
export type KeyAccess = 'read-write' | 'read-only' | 'unknown'

/** Whether SOGo's container runs; `unknown` where Mailcow does not tell. */
export type SogoState = 'running' | 'stopped' | 'unknown'

const sentence = v.object({ type: v.string(), msg: v.string() })
const containers = v.record(v.string(), v.looseObject({ state: v.optional(v.string()) }))

/**
 * What a key that is known to work may do, found out without writing: a GET to a route that adds is turned away for a
 * read-only key before anything else, and for the other because it holds nothing to add.
 *
 * @throws UpstreamError where the server is away
 */
export async function readKeyAccess(options: MailcowAccessOptions): Promise<KeyAccess> {
  const { status, text } = await connect(options).get('/add/alias')
  const said = v.safeParse(sentence, parse(text))
  if (!said.success) return 'unknown'
  if (status === 403 && /read\/write access denied/i.test(said.output.msg)) return 'read-only'
  return status === 200 && /cannot find attributes/i.test(said.output.msg) ? 'read-write' : 'unknown'
}

/** Whether SOGo's container runs. One that runs may still have been told to do nothing (`SKIP_SOGO=y`). Never throws. */
export async function readSogoState(options: MailcowAccessOptions): Promise<SogoState> {
  try {
    const { status, text } = await connect(options).get('/get/status/containers')
    const found = v.safeParse(containers, parse(text))
    if (status !== 200 || !found.success || Object.keys(found.output).length === 0) return 'unknown'
    const sogo = found.output['sogo-mailcow']
    return sogo?.state === 'running' ? 'running' : 'stopped'
  } catch (error) {
    if (error instanceof UpstreamError) return 'unknown'
    throw error
  }
}

function connect({ baseUrl, key, fetch, timeoutMs, patienceMs }: MailcowAccessOptions) {
  const secret = key.trim()
  const root = baseUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api(\/v1)?$/, '')
  return createUpstream({
    ...{ side: 'target', name: 'Mailcow', baseUrl: `${root}/api/v1`, baseUrlSetting: 'MAILCOW_API_URL' },
    ...{ headers: { 'X-API-Key': secret, Accept: 'application/json' }, secrets: [secret] },
    ...{ timeoutMs, patienceMs, fetch },
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
