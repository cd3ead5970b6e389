import { settingsJsonSchema, settingsMarkdown } from '@cowherd/config'
import { metricsMarkdown } from '@cowherd/telemetry'
import { commandsMarkdown } from './commands-page.ts'
import { type DocumentName, documentSchemas, jsonSchemaOf } from './documents.ts'
import { messagesMarkdown } from './messages-page.ts'

const root = new URL('../../../../', import.meta.url)

/** The committed files that are made from code, and what they hold. */
export function generatedFiles(): { readonly url: URL; readonly content: string }[] {
  const names = Object.keys(documentSchemas) as DocumentName[]
  return [
    { url: new URL('docs/cli.md', root), content: commandsMarkdown() },
    { url: new URL('docs/messages.md', root), content: messagesMarkdown() },
    { url: new URL('docs/metrics.md', root), content: metricsMarkdown() },
    { url: new URL('docs/settings.md', root), content: settingsMarkdown() },
    { url: new URL('packages/config/settings.schema.json', root), content: json(settingsJsonSchema()) },
    ...names.map((name) => ({
      url: new URL(`docs/json/${name}.schema.json`, root),
      content: json(jsonSchemaOf(name)),
    })),
  ]
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`
}
