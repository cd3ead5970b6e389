import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles } from './generated.ts'
import { withTables } from './page.ts'

const read = (url: URL) => readFileSync(url, 'utf8')

test.each(generatedFiles(read).map(({ url, content }) => [basename(url.pathname), url, content] as const))(
  'the committed %s is what the schema gives (pnpm generate)',
  (_name, url, content) => {
    expect(read(url)).toBe(content)
  },
)

test('a page without a place for a table is refused', () => {
  expect(() => withTables('# Rules\n')).toThrow(RangeError)
})
