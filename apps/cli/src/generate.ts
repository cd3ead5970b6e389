import { mkdirSync, writeFileSync } from 'node:fs'
import { generatedFiles } from './reference/generated.ts'

for (const { url, content } of generatedFiles()) {
  mkdirSync(new URL('.', url), { recursive: true })
  writeFileSync(url, content)
}
