import { rulesJsonSchema } from '../json-schema/json-schema.ts'
import { withTables } from './page.ts'

const schemaUrl = new URL('../../cowherd.schema.json', import.meta.url)
const pageUrl = new URL('../../../../docs/rules.md', import.meta.url)

/**
 * The committed files that are made from the schema, and what they hold.
 *
 * @param readFile gives the page as it is: only its tables are made
 */
export function generatedFiles(
  readFile: (url: URL) => string,
): { readonly url: URL; readonly content: string }[] {
  return [
    { url: schemaUrl, content: `${JSON.stringify(rulesJsonSchema(), null, 2)}\n` },
    { url: pageUrl, content: withTables(readFile(pageUrl)) },
  ]
}
