import { UpstreamError } from './error.ts'
import type { UpstreamOptions } from './options.ts'

/** What no request can work with: an address that is none or holds a password, a key that fits in no header. Quotes neither. */
export function findMistake(options: UpstreamOptions): UpstreamError | undefined {
  const { side, name, baseUrlSetting } = options
  const misconfigured = (reason: string) => new UpstreamError(side, 'misconfigured', reason)

  const url = URL.parse(options.baseUrl)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return misconfigured(`${baseUrlSetting} is not an address of the form https://host.example.`)
  }
  if (url.username || url.password || url.search || url.hash) {
    return misconfigured(
      `${baseUrlSetting} must be the plain address of ${name}, without a user name, password, query or fragment.`,
    )
  }
  for (const [header, value] of Object.entries(options.headers)) {
    if (/^[\x20-\x7e]*$/.test(value)) continue
    return new UpstreamError(
      side,
      'bad-token',
      `The value for ${name}'s ${header} header holds a line break or a character outside ASCII. Copy the key again; a file must hold nothing else.`,
    )
  }
  return undefined
}
