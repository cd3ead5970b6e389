import { type Answer, readable, UpstreamError } from '@cowherd/upstream'
import * as v from 'valibot'
import { refusalOf, type Sentence, sentenceOf } from '../connection/refusal.ts'
import { wordsOf } from './codes.ts'

// Not `log`: it echoes the whole request.
const entriesSchema = v.array(
  v.object({ type: v.string(), msg: v.union([v.string(), v.array(v.unknown())]) }),
)
type Entry = v.InferOutput<typeof entriesSchema>[number]

/**
 * Passes where Mailcow reports nothing but success. Its successes are worth little (it reports some changes that it did not make):
 * the caller reads back.
 *
 * @param secrets values that must not appear in a message
 * @throws UpstreamError `rejected`, `outcome-unknown`, or what stopped the request before
 */
export function checkOutcome(path: string, answer: Answer, secrets: readonly string[]): void {
  const refusal = refusalOf(path, answer, secrets)
  if (refusal) throw refusal
  const sentence = sentenceOf(answer)
  if (sentence) throw nothingDone(sentence, secrets)
  const entries = parseEntries(answer.text)
  if (!entries) {
    throw new UpstreamError(
      'target',
      'outcome-unknown',
      answer.text.trim() === ''
        ? 'Mailcow answers the write with an empty body: an error inside Mailcow, such as a value that is too long, a second write at the same moment or a locked table (see the log of its php-fpm container).'
        : 'Mailcow answers the write in a form that Cowherd does not know.',
      { status: answer.status },
    )
  }
  const failures = entries.filter((entry) => entry.type !== 'success' && entry.type !== 'warning')
  if (failures.length === 0) return
  const told = failures.slice(0, 5).map((entry) => describe(entry, secrets))
  const partly = failures.length < entries.length
  throw new UpstreamError(
    'target',
    'rejected',
    `Mailcow refuses the change: ${told.join('; ')}${failures.length > 5 ? `; ${failures.length - 5} more` : ''}.${partly ? ' It reports a success beside it: a part of the change may have been written.' : ''}`,
    { status: answer.status },
  )
}

/** The entries of an answer, or undefined where it has none. */
function parseEntries(text: string): readonly Entry[] | undefined {
  try {
    const entries = v.parse(entriesSchema, JSON.parse(text))
    return entries.length > 0 ? entries : undefined
  } catch {
    return undefined
  }
}

function nothingDone({ type, msg }: Sentence, secrets: readonly string[]): UpstreamError {
  return new UpstreamError(
    'target',
    'rejected',
    type === 'success'
      ? `Mailcow did nothing ("${readable(msg, secrets)}"): the alias would point only to itself, or the request named no alias.`
      : `Mailcow refuses the request: ${readable(msg, secrets)}.`,
    { status: 200 },
  )
}

/** Such as `goto_invalid (x@y): Mailcow takes …`. */
function describe({ msg }: Entry, secrets: readonly string[]): string {
  const [code, ...values] = Array.isArray(msg) ? msg : [msg]
  const named = values.filter((value) => typeof value === 'string' && value !== '').map(String)
  const words = wordsOf.get(String(code))
  return `${readable(String(code), secrets)}${named.length > 0 ? ` (${readable(named.join(', '), secrets)})` : ''}${words ? `: ${words}` : ''}`
}
