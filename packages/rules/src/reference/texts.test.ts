import type { JsonSchema } from '@valibot/to-json-schema'
import { expect, test } from 'vitest'
import { converted } from '../json-schema/json-schema.ts'
import { listRule, personalRule } from '../schema/rule.ts'
import { groupTexts, userTexts } from './texts.ts'

function pathsOf(schema: JsonSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => [
    `${prefix}${key}`,
    ...(typeof property === 'object' ? pathsOf(property, `${prefix}${key}.`) : []),
  ])
}

test.each([
  ['about groups', listRule, groupTexts],
  ['about users', personalRule, userTexts],
])('each key of rules %s has its text and nothing else has', (_, schema, texts) => {
  expect(pathsOf(converted(schema, texts)).sort()).toEqual(Object.keys(texts).sort())
})

test('each text is a sentence or more', () => {
  for (const { description } of [...Object.values(groupTexts), ...Object.values(userTexts)]) {
    expect(description).toMatch(/^[`A-Z@].*\.$/)
  }
})
