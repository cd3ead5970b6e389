import { settingsJsonSchema } from './json-schema.ts'
import { settingsMarkdown } from './markdown.ts'

/** The committed files that are made from the schema, and what they hold. */
export function generatedFiles(): { readonly url: URL; readonly content: string }[] {
  return [
    { url: new URL('../../../../docs/settings.md', import.meta.url), content: settingsMarkdown() },
    {
      url: new URL('../../settings.schema.json', import.meta.url),
      content: `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
    },
  ]
}
