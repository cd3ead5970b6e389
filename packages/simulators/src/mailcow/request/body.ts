import type { Value } from '../php.ts'

/** The decoded fields of a write; a field is undefined where the body does not have it. */
export interface Body {
  readonly attr: Value | undefined
  readonly items: Value | undefined
}

/**
 * Reads the body of a request for an action; undefined where it has to be JSON and is not.
 * JSON counts only under a content type with `application/json` in lower case; forms carry JSON in their fields.
 */
export async function readBody(request: Request, action: string): Promise<Body | undefined> {
  const type = request.headers.get('Content-Type') ?? ''
  const bytes = await request.arrayBuffer()
  if (type.includes('application/json')) {
    const value = action === 'get' ? null : parseJson(bytes)
    if (value === undefined || (value === null && action !== 'get')) return undefined
    return toBody(action, value)
  }
  if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return NOTHING
  const form = new URLSearchParams(new TextDecoder().decode(bytes))
  return { attr: parseField(form.get('attr')), items: parseField(form.get('items')) }
}

const NOTHING: Body = { attr: undefined, items: undefined }

function toBody(action: string, value: Value): Body {
  switch (action) {
    case 'add':
      return { attr: value, items: undefined }
    case 'edit': {
      const fields = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
      return { attr: fields.attr ?? null, items: fields.items ?? null }
    }
    case 'delete':
      return { attr: undefined, items: value }
    default:
      return NOTHING
  }
}

function parseField(text: string | null): Value | undefined {
  return text === null ? undefined : (parseJson(new TextEncoder().encode(text)) ?? null)
}

/** The value of a JSON text; undefined for bad JSON, bad UTF-8, a byte order mark, half of a surrogate pair. */
function parseJson(bytes: ArrayBuffer | Uint8Array): Value | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: Value = JSON.parse(text)
    return /\\u[dD][89a-fA-F]/.test(text) && hasHalfPair(value) ? undefined : flatten(value)
  } catch {
    return undefined
  }
}

function hasHalfPair(value: Value): boolean {
  // A half pair is escaped again on the way out; whole pairs are not.
  return /\\ud[89a-f]/.test(JSON.stringify(value))
}

/** Objects without keys become empty lists: the server does not tell them apart. */
function flatten(value: Value): Value {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(flatten)
  const entries = Object.entries(value)
  return entries.length === 0 ? [] : Object.fromEntries(entries.map(([key, inner]) => [key, flatten(inner)]))
}
