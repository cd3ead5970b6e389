import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles } from './generated.ts'

test.each(generatedFiles().map(({ url, content }) => [basename(url.pathname), url, content] as const))(
  'the committed %s is what the code gives (pnpm generate)',
  (_name, url, content) => {
    expect(readFileSync(url, 'utf8')).toBe(content)
  },
)
