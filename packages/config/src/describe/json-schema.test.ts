import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { describeSettings } from './describe.ts'
import { settingsJsonSchema } from './json-schema.ts'

const schema = v.parse(
  v.object({
    properties: v.record(
      v.string(),
      v.object({
        type: v.literal('string'),
        description: v.string(),
        pattern: v.optional(v.string()),
        enum: v.optional(v.array(v.string())),
        default: v.optional(v.string()),
      }),
    ),
    required: v.array(v.string()),
    allOf: v.array(v.unknown()),
  }),
  settingsJsonSchema(),
)

describe('the JSON schema', () => {
  test('has each setting and each file variable, described', () => {
    const names = describeSettings().flatMap(({ name, fileName }) => (fileName ? [name, fileName] : [name]))
    expect(Object.keys(schema.properties)).toEqual(names)
    expect(schema.properties.COWHERD_TIMEOUT?.description).toBe(
      'Longest wait for one answer of a server, in seconds. Value: a whole number from 1 to 300. Default: 15.',
    )
  })

  test('has words, patterns and defaults of values', () => {
    expect(schema.properties.COWHERD_POLICY).toMatchObject({
      enum: ['sync', 'upsert-only', 'create-only'],
      default: 'sync',
    })
    const pattern = new RegExp(schema.properties.COWHERD_INTERNAL?.pattern ?? '')
    expect(['Yes', '0', 'oFF'].every((text) => pattern.test(text))).toBe(true)
    expect(['', 'yess', '2'].some((text) => pattern.test(text))).toBe(false)
  })

  test('has no default where the default depends on other things', () => {
    expect(schema.properties.COWHERD_DATA_DIR?.default).toBeUndefined()
    expect(schema.properties.COWHERD_GROUPS?.default).toBeUndefined()
  })

  test('requires a secret or its file', () => {
    expect(schema.required).toEqual(['AK_BASE', 'MAILCOW_API_URL', 'COWHERD_DOMAIN', 'COWHERD_OWNER'])
    expect(schema.allOf).toEqual([
      { oneOf: [{ required: ['AK_TOKEN'] }, { required: ['AK_TOKEN_FILE'] }] },
      { oneOf: [{ required: ['MAILCOW_API_KEY'] }, { required: ['MAILCOW_API_KEY_FILE'] }] },
    ])
  })
})
