import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { groupTexts, type KeyTexts, userTexts } from '../reference/texts.ts'
import { listRule, personalRule } from '../schema/rule.ts'
import { inlined } from './inlined.ts'

const title = 'Rules of Cowherd'

/**
 * The file's format as a JSON schema (draft-07, which editors know best), with a description of each key. Notations inside texts,
 * such as patterns and placeholders, are checked on loading only.
 */
export function rulesJsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    type: 'object',
    properties: {
      rules: {
        type: 'array',
        description: 'Rules in order: for each group, and for each user, the first that matches decides.',
        items: {
          type: 'object',
          if: { properties: { kind: { const: 'user' } }, required: ['kind'] },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
          then: withIgnore(converted(personalRule, userTexts)),
          else: withIgnore(converted(listRule, groupTexts)),
        },
      },
    },
    required: ['rules'],
    additionalProperties: false,
  }
}

/** The schema of one kind of rule, with texts. */
export function converted(schema: v.GenericSchema, texts: KeyTexts): JsonSchema {
  return withTexts(inlined(toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' })), texts, '')
}

function withTexts(schema: JsonSchema, texts: KeyTexts, prefix: string): JsonSchema {
  if (!schema.properties) return schema
  const properties = Object.entries(schema.properties).map(([key, property]) => {
    if (typeof property === 'boolean') return [key, property] as const
    const text = texts[`${prefix}${key}`]
    const inner = withTexts(property, texts, `${prefix}${key}.`)
    return [key, text ? { description: describe(text), ...inner } : inner] as const
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

function describe({ description, default: unset }: KeyTexts[string]): string {
  return `${description} Default: ${unset}.`.replaceAll(/[`*]/g, '')
}

/** Beside `ignore: true` only these can stand. */
function withIgnore({ required = [], ...schema }: JsonSchema): JsonSchema {
  const alone = new Set(['name', 'kind', 'match', 'ignore'])
  const action = Object.keys(schema.properties ?? {}).filter((key) => !alone.has(key))
  return {
    ...schema,
    if: { properties: { ignore: { const: true } }, required: ['ignore'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
    then: { properties: Object.fromEntries(action.map((key) => [key, false])) },
    else: { required },
  }
}
