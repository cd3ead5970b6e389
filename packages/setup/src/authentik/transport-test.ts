import type { SetupApi } from './api/api.ts'
import { testEntry } from './api/schemas.ts'
import { readBody } from './api/walk.ts'
import { objectPath } from './objects/endpoints.ts'

/** What became of a test webhook, as Authentik tells it. */
export type TransportTest = { readonly arrived: true } | { readonly arrived: false; readonly reason: string }

/**
 * Asks Authentik to send the test of a transport. It waits for the receiver's answer, and any but a 2xx means that the
 * webhook was not taken.
 *
 * @param id of the transport
 * @throws UpstreamError
 */
export async function testTransport(api: SetupApi, id: string): Promise<TransportTest> {
  const path = `${objectPath('transport', id)}test/`
  const answer = await api.send('POST', path)
  if (answer.status === 404) return { arrived: false, reason: 'Authentik has no such transport' }
  if (answer.status >= 500) {
    const { body } = answer
    return {
      arrived: false,
      reason: typeof body === 'string' && body !== '' ? body.slice(0, 200) : 'no answer',
    }
  }
  const [status = ''] = readBody(`POST ${path}`, answer, testEntry).messages
  return /^2\d\d$/.test(status) ? { arrived: true } : { arrived: false, reason: `the answer was ${status}` }
}
