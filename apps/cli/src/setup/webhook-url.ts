import { UsageError } from '../program/failure.ts'

const endpoint = '/webhooks/authentik'

/**
 * The address of the receiver's endpoint, from that address or from the receiver's own.
 *
 * @throws UsageError for what is no http or https address, and for one with a password in it
 */
export function webhookUrlOf(text: string): string {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      'the address of the webhooks (--webhook-url) is not an http or https address, such as http://cowherd:8080',
    )
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(
      'the address of the webhooks (--webhook-url) must be a plain address, without user name, password, query or fragment',
    )
  }
  return url.pathname === '/' ? url.origin + endpoint : url.href
}
