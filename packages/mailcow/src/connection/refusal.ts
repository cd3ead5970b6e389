import { type Answer, readable, UpstreamError, type UpstreamErrorCode } from '@cowherd/upstream'
import * as v from 'valibot'

/** What Mailcow answers instead of what was asked for: one object with a sentence. */
const sentenceSchema = v.object({ type: v.string(), msg: v.string() })

/** A `{type, msg}` answer. */
export type Sentence = v.InferOutput<typeof sentenceSchema>

/** The answer as a sentence, or undefined where it is none. */
export function sentenceOf(answer: Answer): Sentence | undefined {
  if (answer.text.length > 10_000) return undefined
  try {
    return v.parse(sentenceSchema, JSON.parse(answer.text))
  } catch {
    return undefined
  }
}

/**
 * The error of an answer that turns the request away before looking at what it asks; undefined for any other.
 *
 * @param secrets values that must not appear in a message
 */
export function refusalOf(
  path: string,
  answer: Answer,
  secrets: readonly string[],
): UpstreamError | undefined {
  const { status } = answer
  if (status === 200) return undefined
  const refuse = (code: UpstreamErrorCode, message: string) =>
    new UpstreamError('target', code, message, { status })
  const msg = sentenceOf(answer)?.msg
  const words = msg && readable(msg, secrets)
  if (status === 401) return unauthorised(words, refuse)
  if (status === 403 && words && /read\/write access denied/i.test(words)) {
    return refuse(
      'read-only-key',
      'The key in MAILCOW_API_KEY may only read. Use the key of the read-write access (Mailcow: System > Configuration > Access > API).',
    )
  }
  const said = words ? `: ${words}` : ''
  if (status === 400) return refuse('rejected', `Mailcow cannot read the request to ${path} (400)${said}.`)
  if (status === 404) {
    return refuse(
      'bad-answer',
      `Mailcow does not know ${path} (404)${said}. Check that MAILCOW_API_URL is the address of Mailcow's web page.`,
    )
  }
  return refuse('bad-answer', `Mailcow answers ${path} with status ${status}${said}.`)
}

function unauthorised(
  words: string | undefined,
  refuse: (code: UpstreamErrorCode, message: string) => UpstreamError,
): UpstreamError {
  const address = words && /^api access denied for ip (\S+)/i.exec(words)?.[1]
  if (address) {
    return refuse(
      'address-not-allowed',
      `Mailcow does not allow its API to be used from ${address}. Add this address to the list of allowed IPs beside the key (Mailcow: System > Configuration > Access > API). Cowherd stopped at once: ${ban}`,
    )
  }
  return refuse(
    'bad-token',
    words
      ? `Mailcow does not accept the key in MAILCOW_API_KEY (${words}): it is wrong or switched off. Cowherd stopped at once: ${ban} Take the key from Mailcow: System > Configuration > Access > API.`
      : `What answers at MAILCOW_API_URL asks for a login (401) in other words than Mailcow: a proxy before it? Let Cowherd reach the API without that login. Cowherd stopped at once: ${ban}`,
  )
}

const ban =
  'ten refused requests within ten minutes make Mailcow ban this host from the whole mail server, not only from its API.'
