import type { JsonSchema } from '@valibot/to-json-schema'

/** A schema without definitions: each reference is replaced by what it names. There must be no cycle among them. */
export function inlined({ $defs = {}, $schema: _, ...schema }: JsonSchema): JsonSchema {
  return replaced(schema) as JsonSchema

  function replaced(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(replaced)
    if (typeof value !== 'object' || value === null) return value
    if ('$ref' in value) return replaced($defs[String(value.$ref).replace('#/$defs/', '')])
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]))
  }
}
