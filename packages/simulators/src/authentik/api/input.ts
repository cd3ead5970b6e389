import type { Attributes } from '../model.ts'
import { Refusal, refuse } from './answer.ts'

/** The JSON object that a request carries; an empty body counts as `{}`. */
export type Input = Readonly<Record<string, unknown>>

/** Collects the messages of all wrong fields before it refuses. */
export interface FieldErrors {
  add(field: string, message: string): void
  /** @throws Refusal 400 with all messages, if any */
  throwIfAny(): void
}

/**
 * Reads a request body.
 *
 * @throws Refusal 400 for broken JSON and for JSON that is no object
 */
export async function readInput(request: Request): Promise<Input> {
  const text = await request.text()
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw refuse(400, `JSON parse error - unexpected character: ${describePosition(text, error)}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Refusal(400, { non_field_errors: ['Invalid data. Expected a dictionary.'] })
  }
  return value as Input
}

function describePosition(text: string, error: unknown): string {
  const found = /position (\d+)/.exec(error instanceof Error ? error.message : '')
  const position = found ? Number(found[1]) : text.length
  const before = text.slice(0, position).split('\n')
  return `line ${before.length} column ${(before.at(-1) ?? '').length + 1} (char ${position})`
}

/** Makes an empty collection of messages. */
export function createFieldErrors(): FieldErrors {
  const messages: Record<string, string[]> = {}
  return {
    add(field, message) {
      messages[field] ??= []
      messages[field].push(message)
    },
    throwIfAny() {
      if (Object.keys(messages).length > 0) throw new Refusal(400, messages)
    },
  }
}

/** A text field; undefined where it is missing or wrong. */
export function readText(
  input: Input,
  field: string,
  rule: { readonly required: boolean; readonly blank: boolean },
  errors: FieldErrors,
): string | undefined {
  const value = input[field]
  if (value === undefined) {
    if (rule.required) errors.add(field, 'This field is required.')
    return undefined
  }
  if (value === null) errors.add(field, 'This field may not be null.')
  else if (typeof value === 'object' || typeof value === 'boolean') errors.add(field, 'Not a valid string.')
  else if (!rule.blank && String(value).trim() === '') errors.add(field, 'This field may not be blank.')
  else return String(value).trim()
  return undefined
}

/** A true or false field; undefined where it is missing or wrong. */
export function readFlag(input: Input, field: string, errors: FieldErrors): boolean | undefined {
  const value = input[field]
  if (typeof value === 'boolean' || value === undefined) return value
  errors.add(field, 'Must be a valid boolean.')
  return undefined
}

/** An attributes field; undefined where it is missing or wrong. */
export function readAttributes(input: Input, errors: FieldErrors): Attributes | undefined {
  const value = input.attributes
  if (value === undefined) return undefined
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Attributes
  errors.add('attributes', 'Value must be a dictionary, and not have any duplicate keys.')
  return undefined
}

/**
 * A list of references; undefined where it is missing or wrong.
 *
 * @param find gives the id of what a reference names, undefined for nothing
 */
export function readReferences<Id>(
  input: Input,
  field: string,
  find: (reference: unknown) => Id | undefined,
  errors: FieldErrors,
): Id[] | undefined {
  const value = input[field]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) {
    errors.add(field, 'Expected a list of items.')
    return undefined
  }
  const found: Id[] = []
  for (const reference of value) {
    const id = find(reference)
    if (id === undefined) errors.add(field, `Invalid pk "${reference}" - object does not exist.`)
    else found.push(id)
  }
  return found
}
