import { type AuthentikSimulator, createAuthentikSimulator } from '@cowherd/simulators'
import { openAuthentikReader } from './reader.ts'

/** A simulated Authentik, and a reader with any of its tokens. */
export function openKit() {
  const authentik = createAuthentikSimulator()
  return { authentik, reader: (token = authentik.token) => readerOf(authentik, token) }
}

function readerOf(authentik: AuthentikSimulator, token: string) {
  return openAuthentikReader({
    ...{ baseUrl: 'http://auth.test/api/v3/', token, fetch: authentik.fetch },
    ...{ timeoutMs: 1000, patienceMs: 50 },
  })
}

/** An answer of one's own. */
export function answerOf(status: number, body: unknown) {
  return { status, text: typeof body === 'string' ? body : JSON.stringify(body), date: undefined }
}
