import { UpstreamError } from './error.ts'
import type { UpstreamOptions } from './options.ts'

/** An answer whose status says that the server itself dealt with the request. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** The server's Date header. */
  readonly date: Date | undefined
}

/**
 * Takes an answer for what it is, whatever its status below 500.
 *
 * @throws UpstreamError `bad-answer` for a redirect or an unknown path, `server-error` for a 5xx or an HTML page
 */
export function readAnswer(options: UpstreamOptions, path: string, response: Response, text: string): Answer {
  const { status } = response
  const where = `${options.name} at ${options.baseUrl}`
  const fail = (code: 'bad-answer' | 'server-error', message: string) =>
    new UpstreamError(options.side, code, message, { status })

  if (status >= 300 && status < 400) {
    throw fail(
      'bad-answer',
      `${where} answers ${path} with a redirect (${status}). Set ${options.baseUrlSetting} to the final address.`,
    )
  }
  // Mailcow labels the JSON of its 401 as HTML. A 401 is never worth repeating: ten wrong keys get the whole host banned.
  const isHtml = status !== 401 && (response.headers.get('content-type')?.includes('text/html') ?? false)
  // Authentik answers an unknown path with an HTML 404: that is a wrong address, not a server that is away.
  if (isHtml && status === 404) {
    throw fail(
      'bad-answer',
      `${where} does not know ${path} (404). Check the address in ${options.baseUrlSetting}.`,
    )
  }
  // A proxy answers a POST with 405 and a page while the server behind it is being restarted.
  if (status >= 500 || (isHtml && status === 405)) {
    throw fail(
      'server-error',
      `${where} is away: status ${status}${isHtml ? ' with an HTML page' : ''} for ${path}. Nothing is wrong with Cowherd's settings if it is being restarted; look at its own log.`,
    )
  }
  if (isHtml) {
    throw fail(
      'server-error',
      `${where} answers ${path} with an HTML page (${status}) where JSON belongs: a login page or a proxy stands in between, or ${options.baseUrlSetting} is the address of something else.`,
    )
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  return { status, text, date: Number.isNaN(date) ? undefined : new Date(date) }
}
