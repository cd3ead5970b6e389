import type { MailcowSimulator } from '@cowherd/simulators'
import { unclip } from './clipping.ts'
import type { Recording } from './recording.ts'

const ORIGIN = 'https://mail.example.org'

/**
 * Makes the request of a recording again, with the simulator's keys.
 *
 * @param sessionId stands in for the masked id of a session cookie
 */
export function toRequest(recording: Recording, keys: MailcowSimulator['keys'], sessionId: string): Request {
  const { method, path, apiKey } = recording.request
  const headers = new Headers(recording.request.headers)
  const cookie = headers.get('Cookie')
  if (cookie !== null) headers.set('Cookie', cookie.replace('<id>', sessionId))
  if (apiKey === 'wrong') headers.set('X-API-Key', 'WRONG-KEY')
  if (apiKey === 'read-write') headers.set('X-API-Key', keys.readWrite)
  if (apiKey === 'read-only') headers.set('X-API-Key', keys.readOnly)
  return new Request(`${ORIGIN}${path}`, { method, headers, ...toBody(recording.request) })
}

/** Bytes, since a text body would bring its own content type along. */
function toBody({ body, rawBody }: Recording['request']): { body?: Uint8Array<ArrayBuffer> } {
  if (rawBody !== undefined) return { body: toBytes(rawBody) }
  return body === undefined ? {} : { body: toBytes(JSON.stringify(unclip(body))) }
}

/** Replacement characters stand for bytes that are no UTF-8. */
function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const parts = text.split('\uFFFD').map((part) => Buffer.from(part))
  return new Uint8Array(
    Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [INVALID, part]))),
  )
}

const INVALID = Buffer.from([0xff])
