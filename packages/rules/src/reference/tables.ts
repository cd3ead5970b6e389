import type { JsonSchema } from '@valibot/to-json-schema'
import { converted } from '../json-schema/json-schema.ts'
import { listRule, personalRule } from '../schema/rule.ts'
import { lintTexts } from './lint-texts.ts'
import { groupTexts, type KeyTexts, userTexts } from './texts.ts'

/** The tables of the page, by the name of their place in it. */
export function pageTables(): Readonly<Record<string, string>> {
  return {
    'group-keys': table(converted(listRule, groupTexts), groupTexts),
    'user-keys': table(converted(personalRule, userTexts), userTexts),
    'lint-findings': [
      '| Finding | What it means |',
      '| --- | --- |',
      ...Object.entries(lintTexts).map(([code, text]) => `| \`${code}\` | ${text} |`),
    ].join('\n'),
  }
}

function table(schema: JsonSchema, texts: KeyTexts): string {
  const rows = Object.entries(texts).map(
    ([path, { description, value, default: unset }]) =>
      `| \`${path}\` | ${description} | ${value ?? wordsOf(propertyAt(schema, path))} | ${unset} |`,
  )
  return ['| Key | Meaning | Value | Default |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function wordsOf(schema: JsonSchema | undefined): string {
  if (schema?.type === 'boolean') return '`true` or `false`'
  const words = (schema?.enum ?? []).map((word) => `\`${word}\``)
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function propertyAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  let found: JsonSchema | boolean | undefined = schema
  for (const key of path.split('.')) found = typeof found === 'object' ? found.properties?.[key] : undefined
  return typeof found === 'object' ? found : undefined
}
