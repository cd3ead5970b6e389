import * as v from 'valibot'
import { sections } from '../schema/schema.ts'
import { readMetadata } from '../value/metadata.ts'

/** One setting in words. */
export interface SettingDescription {
  /** The environment variable. */
  readonly name: string
  /** The heading it stands under. */
  readonly section: string
  /** What the value looks like, with its article. */
  readonly type: string
  /** The default in words; empty for a required setting. */
  readonly default: string
  readonly required: boolean
  /** Never shown. */
  readonly secret: boolean
  /** The variable that can name a file with the value instead; secrets only. */
  readonly fileName: string | undefined
  readonly description: string
  readonly example: string | undefined
}

/** All settings in words, in the order in which they are shown. */
export function describeSettings(): SettingDescription[] {
  return Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).map(([name, schema]) => describeSetting(name, section, schema)),
  )
}

function describeSetting(name: string, section: string, schema: v.GenericSchema): SettingDescription {
  const optional = isOptional(schema)
  const value = optional ? schema.wrapped : schema
  const { typeText, defaultText, secret, example } = readMetadata(value)
  return {
    name,
    section,
    type: typeText,
    default: optional ? (defaultText ?? String(schema.default)) : '',
    required: !optional,
    secret,
    fileName: secret ? `${name}_FILE` : undefined,
    description: v.getDescription(value) ?? '',
    example,
  }
}

function isOptional(schema: v.GenericSchema): schema is v.OptionalSchema<v.GenericSchema, unknown> {
  return schema.type === 'optional'
}
