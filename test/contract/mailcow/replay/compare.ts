import { clip } from './clipping.ts'
import type { Recording } from './recording.ts'

/** What of an answer is compared. */
export interface Comparable {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** The header of an answer that a fault gives in place of the API. */
export const CONTENT_TYPE = ['Content-Type']

const HEADERS = [
  'Content-Type',
  'Cache-Control',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Set-Cookie',
]

/**
 * What a recorded answer is compared by.
 *
 * @param headerNames the headers that count; of HTML pages only the content type does
 */
export function fromRecording(recording: Recording, headerNames: readonly string[] = HEADERS): Comparable {
  const { status, headers, body, rawBody } = recording.response
  return { status, headers: keep(headers, headerNames, rawBody ?? ''), body: blur(rawBody ?? body) }
}

/** What the simulator's answer is compared by. */
export async function fromResponse(
  response: Response,
  headerNames: readonly string[] = HEADERS,
): Promise<Comparable> {
  const text = await response.text()
  const body = text === '' || isHtml(text) ? text : JSON.parse(text)
  const headers = keep(Object.fromEntries(response.headers), headerNames, text)
  return { status: response.status, headers, body: blur(body) }
}

function isHtml(text: string): boolean {
  return /^\s*<(?:!DOCTYPE html|html|center)/i.test(text)
}

/** Session ids in cookies never count. */
function keep(headers: Readonly<Record<string, string>>, names: readonly string[], text: string) {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const kept: Record<string, string> = {}
  for (const name of isHtml(text) ? CONTENT_TYPE : names) {
    const value = given.get(name.toLowerCase())
    if (value !== undefined) kept[name] = value.replace(/MCSESSID=[^;]+/, 'MCSESSID=<id>')
  }
  return kept
}

/**
 * Takes out what differs from server to server and from run to run:
 * times (their shape stays, and null stays null), HTML pages of an outage, what follows the first line of a
 * left-over exception, and image and start of containers.
 */
function blur(value: unknown): unknown {
  return blurOne(clip(value), '')
}

function blurOne(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    if (isHtml(value)) return '<page>'
    if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return '<time>'
    if (key === 'image' || key === 'started_at') return `<${key}>`
    return value.startsWith('An unknown error occured') ? value.split('\n')[0] : value
  }
  if (Array.isArray(value)) return value.map((inner) => blurOne(inner, ''))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, blurOne(inner, name)]))
}
